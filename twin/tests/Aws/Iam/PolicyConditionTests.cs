namespace Twin.Tests.Aws.Iam;

public sealed class PolicyConditionTests
{
    private const string Rule = "arn:aws:events:eu-central-1:1:rule/daily";

    [Theory]
    [InlineData("StringEquals", "raw/", "raw/", true)]
    [InlineData("StringEquals", "raw/", "RAW/", false)]
    [InlineData("StringEquals", "raw/*", "raw/x", false)]
    [InlineData("StringNotEquals", "raw/", "state/", true)]
    [InlineData("StringNotEquals", "raw/", "raw/", false)]
    [InlineData("StringLike", "raw/*", "raw/a/b", true)]
    [InlineData("StringLike", "raw/?", "raw/ab", false)]
    [InlineData("ArnLike", "arn:aws:events:eu-central-1:1:rule/da*", Rule, true)]
    [InlineData("ArnLike", "arn:aws:events:eu-central-1:2:rule/da*", Rule, false)]
    [InlineData("ArnLike", "arn:aws:logs:r:1:log-group:/x:*", "arn:aws:logs:r:1:log-group:/x:log-stream:y", true)]
    [InlineData("ArnNotEquals", Rule, Rule, false)]
    [InlineData("ArnNotEquals", Rule, Rule + "2", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("Null", "true", "x", false)]
    [InlineData("Null", "false", "x", true)]
    [InlineData("StringEquals", "x", null, false)]
    [InlineData("StringEqualsIfExists", "x", null, true)]
    [InlineData("StringNotEquals", "x", null, true)]
    [InlineData("ArnNotEquals", Rule, null, true)]
    [InlineData("ArnLikeIfExists", Rule, null, true)]
    [InlineData("BoolIfExists", "true", null, true)]
    [InlineData("Null", "true", null, true)]
    [InlineData("Null", "false", null, false)]
    public void A_condition_compares(string name, string wanted, string? given, bool expected) => Assert.Equal(
        expected,
        Policies.Create(
            $$"""
            {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"{{name}}": {"k": "{{wanted}}"} } }
            """).Statements[0].Covers("s3:GetObject", "arn:aws:s3:::b/x", new RequestContext().With("K", given)));
}
