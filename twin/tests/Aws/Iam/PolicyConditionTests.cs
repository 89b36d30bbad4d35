namespace Twin.Tests.Aws.Iam;

public sealed class PolicyConditionTests
{
    [Theory]
    [InlineData("StringEquals", "raw/", "raw/", true)]
    [InlineData("StringEquals", "raw/", "RAW/", false)]
    [InlineData("StringEquals", "raw/*", "raw/x", false)]
    [InlineData("StringNotEquals", "raw/", "state/", true)]
    [InlineData("StringNotEquals", "raw/", "raw/", false)]
    [InlineData("StringEqualsIgnoreCase", "raw/", "RAW/", true)]
    [InlineData("StringLike", "raw/*", "raw/a/b", true)]
    [InlineData("StringLike", "raw/?", "raw/ab", false)]
    [InlineData("StringNotLike", "raw/*", "state/", true)]
    [InlineData("ArnLike", "arn:aws:events:*:1:rule/daily-*", "arn:aws:events:eu-central-1:1:rule/daily-x", true)]
    [InlineData("ArnLike", "arn:aws:events:*:rule/daily", "arn:aws:events:eu-central-1:1:rule/daily", false)]
    [InlineData("ArnLike", "arn:aws:events:*", "arn:aws:events:eu-central-1:1:rule/daily", true)]
    [InlineData("ArnLike", "*", "arn:aws:events:eu-central-1:1:rule/daily", true)]
    [InlineData("ArnLike", "arn:aws:logs:*:*:log-group:/x:*", "arn:aws:logs:r:1:log-group:/x:log-stream:y", true)]
    [InlineData("ArnEquals", "arn:aws:s3:::b*", "arn:aws:s3:::bucket", true)]
    [InlineData("ArnNotLike", "arn:aws:s3:::b*", "arn:aws:s3:::bucket", false)]
    [InlineData("Bool", "true", "True", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("NumericLessThan", "10", "9.5", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThan", "10", "9", false)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "10", "ten", false)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("DateLessThan", "2026-11-21T00:00:00Z", "2026-11-20T23:59:59Z", true)]
    [InlineData("DateGreaterThan", "2026-11-21T00:00:00Z", "1700000000", false)]
    [InlineData("IpAddress", "10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "10.1.2.3", false)]
    [InlineData("Null", "true", "x", false)]
    [InlineData("Null", "false", "x", true)]
    public void A_condition_compares(string name, string wanted, string given, bool expected) =>
        Assert.Equal(expected, Holds(name, [wanted], new RequestContext().With("K", given)));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEquals", true)]
    [InlineData("BoolIfExists", true)]
    [InlineData("NumericLessThan", false)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("Null", false)]
    public void An_absent_key_fulfils_only_some_operators(string name, bool expected) =>
        Assert.Equal(expected, Holds(name, ["x"], new RequestContext()));

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a", "b", true)]
    [InlineData("ForAllValues:StringEquals", "a", "c", false)]
    [InlineData("ForAnyValue:StringEquals", "a", "c", true)]
    [InlineData("ForAnyValue:StringEquals", "c", "d", false)]
    [InlineData("StringNotEquals", "a", "c", false)]
    [InlineData("StringNotEquals", "c", "d", true)]
    public void Several_values_are_compared_one_by_one(string name, string first, string second, bool expected) =>
        Assert.Equal(expected, Holds(name, ["a", "b"], new RequestContext().With("K", first, second)));

    [Theory]
    [InlineData("StringMatches")]
    [InlineData("NullIfExists")]
    [InlineData("ForEachValue:StringEquals")]
    public void An_unknown_operator_is_named(string name)
    {
        var exception = Assert.Throws<PolicyException>(() => Holds(name, ["x"], new RequestContext()));

        Assert.Contains($"\"{name}\" is not known", exception.Message, StringComparison.Ordinal);
    }

    private static bool Holds(string name, string[] wanted, RequestContext context)
    {
        var values = string.Join(", ", wanted.Select(value => $"\"{value}\""));
        var policy = Policies.Create(
            $$"""
            {"Effect": "Allow", "Action": "*", "Resource": "*",
             "Condition": {"{{name}}": {"k": [{{values}}]} } }
            """);
        return policy.Statements[0].Covers("s3:GetObject", "arn:aws:s3:::b/x", context);
    }
}
