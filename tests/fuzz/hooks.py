"""What the fuzzer has to be told: how a shop's file travels."""

import schemathesis


@schemathesis.serializer("application/toml")
def toml(ctx, value):
    return str(value).encode("utf-8", "surrogatepass")
