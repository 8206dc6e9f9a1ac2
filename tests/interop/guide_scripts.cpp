// SPDX-License-Identifier: Apache-2.0
#include "tests/interop/guide_scripts.h"

namespace gd::test {

QString plainStoreScript()
{
    return QStringLiteral(R"(
nsc add operator -n OP --generate-signing-key --sys
nsc edit operator --service-url nats://localhost:4222
for account in ACCTA ACCTB ACCTC; do nsc add account -n $account; done
nsc edit account -n ACCTA --js-enable 0
nsc add user -a ACCTA -n acctausr
nsc add user -a ACCTB -n acctbusr
nsc add user -a ACCTC -n acctcusr
)");
}

QString strictStoreScript()
{
    return QStringLiteral(R"(
nsc add operator -n OP --generate-signing-key --sys
nsc edit operator --service-url nats://localhost:4222 --require-signing-keys
for account in ACCTA ACCTB ACCTC; do nsc add account -n $account; done
nsc edit account -n ACCTA --js-enable 0
for account in ACCTA ACCTB ACCTC; do
  nsc edit account -n $account --sk generate
  nsc add user -a $account -n user
done
)");
}

QString furnishScript()
{
    return QStringLiteral(R"(
nsc edit operator --tag prod --tag eu
nsc edit account -n ACCTA --sk generate
nsc edit account -n ACCTA --description 'Orders & <events>' --info-url https://example.com/orders --tag orders --conns 500
nsc edit account -n ACCTA --deny-pub 'secret.>' --allow-sub 'retail.>' --trace-context-subject trace.orders --trace-context-sampling 50
nsc edit signing-key -a ACCTA --sk generate --role reader --description 'may read' --allow-sub 'retail.v1.>' --deny-pub '>' --subs 10
nsc edit signing-key -a ACCTB --sk generate --role svc --allow-pub 'retail.v1.payment.{{name()}}' --bearer
nsc add mapping -a ACCTA --from old.orders.* --to 'retail.v1.order.{{wildcard(1)}}' --weight 60
nsc add mapping -a ACCTA --from old.orders.* --to 'retail.v2.order.{{wildcard(1)}}' --weight 40
nsc add user -a ACCTA -n limited --allow-pub 'a.>,b.>' --deny-sub c --allow-pub-response=3 --response-ttl 5s --tag x
nsc edit user -a ACCTA -n limited --source-network 10.0.0.0/8 --conn-type WEBSOCKET --time 08:00:00-17:00:00 --locale Europe/Berlin --subs 7 --payload 4096
nsc add user -a ACCTA -n reader1 -K reader
nsc add user -a ACCTA -n gone
nsc revocations add-user -a ACCTA -n gone --at 1700000000
nsc revocations add-user -a ACCTA -u '*' --at 1600000000
nsc edit account -n ACCTC --js-tier 1 --js-mem-storage 1024 --js-disk-storage 2048 --js-streams 3 --js-consumer 4
nsc edit account -n ACCTB --imports 40 --exports 20 --leaf-conns 0
)");
}

QString pushShareScript()
{
    return QStringLiteral(R"(
nsc add export -a ACCTA -n ORDEREVENTS-GRANT-DELIVER -s deliver.retail.v1.order.events --private
nsc add export -a ACCTA -n ORDEREVENTS-GRANT-ACK -s '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' --private --service
nsc add export -a ACCTA -n ORDEREVENTS-GRANT-INFO -s '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1' --private --service
nsc generate activation -a ACCTA -s deliver.retail.v1.order.events -t ACCTB -o ORDEREVENTS-GRANT-DELIVER-ACCTB.tok
nsc generate activation -a ACCTA -s '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' -t ACCTB -o ORDEREVENTS-GRANT-ACK-ACCTB.tok
nsc generate activation -a ACCTA -s '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1' -t ACCTB -o ORDEREVENTS-GRANT-INFO-ACCTB.tok
nsc add import -a ACCTB -n ORDEREVENTS-GRANT-DELIVER -u ORDEREVENTS-GRANT-DELIVER-ACCTB.tok -s retail.v1.order.events
nsc add import -a ACCTB -n ORDEREVENTS-GRANT-ACK -u ORDEREVENTS-GRANT-ACK-ACCTB.tok -s '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>'
nsc add import -a ACCTB -n ORDEREVENTS-GRANT-INFO -u ORDEREVENTS-GRANT-INFO-ACCTB.tok -s ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1
)");
}

QString messageFeedScript()
{
    return QStringLiteral(R"(
nsc add export -a ACCTA -n CARTEVENTS-GRANT-EVENTS -s 'retail.v1.cart.>' --private
nsc generate activation -a ACCTA -s 'retail.v1.cart.>' -t ACCTB -o feed.tok
nsc add import -a ACCTB -n CARTEVENTS-GRANT-EVENTS -u feed.tok
)");
}

QString serviceScript()
{
    return QStringLiteral(R"(
nsc add export -a ACCTA -n PAYMENTAPI-GRANT-API -s 'retail.v1.payment.>' --private --service --response-type Chunked
nsc generate activation -a ACCTA -s 'retail.v1.payment.>' -t ACCTB -o api.tok
nsc add import -a ACCTB -n PAYMENTAPI-GRANT-API -u api.tok -s 'retail.v1.payment.>'
)");
}

QString publishScript()
{
    return QStringLiteral(R"(
nsc add export -a ACCTA -n ORDEREVENTS-GRANT-INGEST -s retail.v1.order.captured --private --service
nsc generate activation -a ACCTA -s retail.v1.order.captured -t ACCTB -o ingest.tok
nsc add import -a ACCTB -n ORDEREVENTS-GRANT-INGEST -u ingest.tok -s retail.v1.order.captured
)");
}

QString pullShareScript()
{
    return QStringLiteral(R"(
c=RESTOCKEVENTS.RESTOCKEVENTS-C1
add() { # ROLE SUBJECT LOCAL MORE
  nsc add export -a ACCTA -n RESTOCKEVENTS-GRANT-$1 -s "$2" --private --service $4
  nsc generate activation -a ACCTA -s "$2" -t ACCTB -o $1.tok
  nsc add import -a ACCTB -n RESTOCKEVENTS-GRANT-$1 -u $1.tok -s "$3"
}
add NEXT "\$JS.API.CONSUMER.MSG.NEXT.$c" "ACCTA.API.CONSUMER.MSG.NEXT.$c" '--response-type Stream'
add ACK "\$JS.ACK.$c.>" "\$JS.ACK.$c.>" ''
add INFO "\$JS.API.CONSUMER.INFO.$c" "ACCTA.API.CONSUMER.INFO.$c" ''
)");
}

QString publicPullShareScript()
{
    return QStringLiteral(R"(
c=FULFILLEVENTS.FULFILLEVENTS-C1
add() { # ROLE SUBJECT LOCAL MORE
  nsc add export -a ACCTA -n FULFILLEVENTS-GRANT-$1 -s "$2" --service $4
  nsc add import -a ACCTB -n FULFILLEVENTS-GRANT-$1 --src-account ACCTA --remote-subject "$2" --service -s "$3"
}
add NEXT "\$JS.API.CONSUMER.MSG.NEXT.$c" "ACCTA.API.CONSUMER.MSG.NEXT.$c" '--response-type Stream'
add ACK "\$JS.ACK.$c.>" "\$JS.ACK.$c.>" ''
)");
}

QString otherSharesScript()
{
    return QStringLiteral(R"(
nsc add export -a ACCTA -n CARTEVENTS-GRANT-EVENTS -s 'retail.v1.cart.>' --private
nsc generate activation -a ACCTA -s 'retail.v1.cart.>' -t ACCTB -o CARTEVENTS-GRANT-EVENTS-ACCTB.tok --expiry 2y
nsc add import -a ACCTB -n CARTEVENTS-GRANT-EVENTS -u CARTEVENTS-GRANT-EVENTS-ACCTB.tok

nsc add export -a ACCTA -n PAYMENTAPI-GRANT-API -s 'retail.v1.payment.>' --private --service --response-type Chunked --response-threshold 2s --latency payment.latency --sampling 50
nsc generate activation -a ACCTA -s 'retail.v1.payment.>' -t ACCTB -o PAYMENTAPI-GRANT-API-ACCTB.tok
nsc add import -a ACCTB -n PAYMENTAPI-GRANT-API -u PAYMENTAPI-GRANT-API-ACCTB.tok --share

nsc add export -a ACCTA -n RESTOCKEVENTS-GRANT-NEXT -s '$JS.API.CONSUMER.MSG.NEXT.RESTOCKEVENTS.RESTOCKEVENTS-C1' --private --service --response-type Stream
nsc add export -a ACCTA -n RESTOCKEVENTS-GRANT-ACK -s '$JS.ACK.RESTOCKEVENTS.RESTOCKEVENTS-C1.>' --private --service
nsc generate activation -a ACCTA -s '$JS.API.CONSUMER.MSG.NEXT.RESTOCKEVENTS.RESTOCKEVENTS-C1' -t ACCTB -o next.tok
nsc generate activation -a ACCTA -s '$JS.ACK.RESTOCKEVENTS.RESTOCKEVENTS-C1.>' -t ACCTB -o ack.tok
nsc add import -a ACCTB -n RESTOCKEVENTS-GRANT-NEXT -u next.tok -s ACCTA.API.CONSUMER.MSG.NEXT.RESTOCKEVENTS.RESTOCKEVENTS-C1
nsc add import -a ACCTB -n RESTOCKEVENTS-GRANT-ACK -u ack.tok -s '$JS.ACK.RESTOCKEVENTS.RESTOCKEVENTS-C1.>'

nsc add export -a ACCTA -n FULFILLEVENTS-GRANT-NEXT -s '$JS.API.CONSUMER.MSG.NEXT.FULFILLEVENTS.FULFILLEVENTS-C1' --service --response-type Stream --allow-trace
nsc add export -a ACCTA -n FULFILLEVENTS-GRANT-ACK -s '$JS.ACK.FULFILLEVENTS.FULFILLEVENTS-C1.>' --service
nsc add import -a ACCTB -n FULFILLEVENTS-GRANT-NEXT --src-account ACCTA --remote-subject '$JS.API.CONSUMER.MSG.NEXT.FULFILLEVENTS.FULFILLEVENTS-C1' --service -s ACCTA.API.CONSUMER.MSG.NEXT.FULFILLEVENTS.FULFILLEVENTS-C1
nsc add import -a ACCTB -n FULFILLEVENTS-GRANT-ACK --src-account ACCTA --remote-subject '$JS.ACK.FULFILLEVENTS.FULFILLEVENTS-C1.>' --service -s '$JS.ACK.FULFILLEVENTS.FULFILLEVENTS-C1.>'

nsc add export -a ACCTB -n per-account -s 'stock.*.level' --account-token-position 2 --advertise
nsc add import -a ACCTC -n stock --src-account ACCTB --remote-subject "stock.$(nsc describe account -n ACCTC -F sub | tr -d '"').level" -s stock.level --allow-trace

nsc revocations add-activation -a ACCTA -s 'retail.v1.cart.>' -t ACCTC --at 1700000000
nsc revocations add-activation -a ACCTA -s 'retail.v1.payment.>' --service -t '*' --at 1600000000
)");
}

} // namespace gd::test
