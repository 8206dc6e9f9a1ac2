// SPDX-License-Identifier: Apache-2.0
//
// Tokens, each beside what the same bytes cost without us: libsodium alone, and nlohmann::json::parse alone.
#include "core/encoding/base64url.h"
#include "core/jwt/validate.h"
#include "core/share/trust.h"
#include "tests/bench/bench_world.h"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace gd::bench {

namespace {

/// Measures `work`, which returns whether it did what it should.
template <class Work>
void measure(benchmark::State& state, const Work& work)
{
    world(); // made before the clock runs
    for (auto _ : state) {
        if (work()) continue;
        state.SkipWithError("does not work");
        break;
    }
}

template <class C>
void encode(benchmark::State& state, const C& claims, const OneKey& signer)
{
    measure(state, [&] {
        const auto token = encodeToken(claims, signer.text(), issued, signer);
        return token.has_value();
    });
}

/// The signature alone, over the bytes that are signed in the token, with the expanded key at hand.
void bareSign(benchmark::State& state, std::string_view token, std::uint8_t keyNumber)
{
    const std::string_view message = token.substr(0, token.rfind('.'));
    std::array<std::uint8_t, 32> raw{}, publicBytes{};
    raw.fill(keyNumber);
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> key{};
    crypto_sign_seed_keypair(publicBytes.data(), key.data(), raw.data());
    measure(state, [&] {
        std::array<std::uint8_t, crypto_sign_BYTES> signature{};
        const int failed =
            crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                                 message.size(), key.data());
        benchmark::DoNotOptimize(signature);
        return failed == 0;
    });
}

void issueActivation(benchmark::State& state)
{
    encode(state, world().activation, world().providerSigningKey);
}
void issueActivationBare(benchmark::State& state)
{
    bareSign(state, world().activationToken, 2);
}
BENCHMARK(issueActivation)->Name("issue activation");
BENCHMARK(issueActivationBare)->Name("issue activation: bare");

void encodeUser(benchmark::State& state)
{
    encode(state, world().user, world().providerSigningKey);
}
void encodeUserBare(benchmark::State& state)
{
    bareSign(state, world().userToken, 2);
}
BENCHMARK(encodeUser)->Name("encode user");
BENCHMARK(encodeUserBare)->Name("encode user: bare");

void encodeBigAccount(benchmark::State& state)
{
    encode(state, world().consumer, world().operatorKey);
}
void encodeBigAccountBare(benchmark::State& state)
{
    bareSign(state, world().consumerToken, 4);
}
BENCHMARK(encodeBigAccount)->Name("encode big account");
BENCHMARK(encodeBigAccountBare)->Name("encode big account: bare");

void decodeOne(benchmark::State& state)
{
    measure(state, [] { return decodeActivation(world().activationToken).has_value(); });
}
void decodeOneBare(benchmark::State& state)
{
    const BareSignature bare = bareSignature(world().activationToken, world().providerSigningKey);
    measure(state, [&] { return bare.verify(); });
}
BENCHMARK(decodeOne)->Name("decode activation");
BENCHMARK(decodeOneBare)->Name("decode activation: bare");

void decodeUserToken(benchmark::State& state)
{
    measure(state, [] { return decodeUser(world().userToken).has_value(); });
}
void decodeUserTokenBare(benchmark::State& state)
{
    const BareSignature bare = bareSignature(world().userToken, world().providerSigningKey);
    measure(state, [&] { return bare.verify(); });
}
BENCHMARK(decodeUserToken)->Name("decode user");
BENCHMARK(decodeUserTokenBare)->Name("decode user: bare");

bool bareImports()
{
    return std::ranges::all_of(world().signatures, &BareSignature::verify);
}

bool bareAccountParse()
{
    const auto json = nlohmann::json::parse(world().consumerJson, nullptr, false);
    return !json.is_discarded() && world().consumerSignature.verify();
}

/// Its own signature is verified, those of the tokens in it are not.
void parseBigAccount(benchmark::State& state)
{
    measure(state, [] { return decodeAccount(world().consumerToken).has_value(); });
}
void parseBigAccountBare(benchmark::State& state)
{
    measure(state, bareAccountParse);
}
BENCHMARK(parseBigAccount)->Name("parse big account");
BENCHMARK(parseBigAccountBare)->Name("parse big account: bare");

/// As a server would before it takes the account: parsed, every embedded token verified and judged against what the
/// provider says now.
void checkBigAccount(benchmark::State& state)
{
    measure(state, [] {
        const auto claims = decodeAccount(world().consumerToken);
        return claims && std::ranges::all_of(claims->imports, [&](const Import& import) {
                   return judgeImport(import, claims->header.subject, &world().provider, now).problems.empty();
               });
    });
}
void checkBigAccountBare(benchmark::State& state)
{
    measure(state, [] { return bareAccountParse() && bareImports(); });
}
BENCHMARK(checkBigAccount)->Name("parse and check big account");
BENCHMARK(checkBigAccountBare)->Name("parse and check big account: bare");

/// validate() verifies the embedded tokens too.
void validateBigAccount(benchmark::State& state)
{
    const auto claims = decodeAccount(world().consumerToken);
    measure(state, [&] { return claims && validate(*claims, now).empty(); });
}
void validateBigAccountBare(benchmark::State& state)
{
    measure(state, bareImports);
}
BENCHMARK(validateBigAccount)->Name("validate big account");
BENCHMARK(validateBigAccountBare)->Name("validate big account: bare");

} // namespace

} // namespace gd::bench
