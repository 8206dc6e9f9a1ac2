// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <cassert>
#include <utility>
#include <variant>

namespace gd {

/// A value or the Error that stands in its place; a small std::expected (which g++ 12 and clang 14 do not share).
///
/// An Error converts to any Result, so passing a failure up reads `if (!x) return x.error();`.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const noexcept { return m_data.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&m_data);
    }
    const T& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&m_data);
    }
    T&& value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_data));
    }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_data);
    }

    T value_or(T other) const& { return has_value() ? value() : std::move(other); }

private:
    std::variant<T, Error> m_data;
};

/// Success, or the Error that prevented it: `return {};` is success.
class [[nodiscard]] Status {
public:
    Status() = default;
    Status(Error error) : m_failed(true), m_error(std::move(error)) {}

    explicit operator bool() const noexcept { return !m_failed; }
    const Error& error() const
    {
        assert(m_failed);
        return m_error;
    }

private:
    bool m_failed = false;
    Error m_error{};
};

} // namespace gd
