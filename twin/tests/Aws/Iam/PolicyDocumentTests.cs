namespace Twin.Tests.Aws.Iam;

public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("""{"Statement": []}""", "has no Statement")]
    [InlineData("""{"Version": "2020-01-01", "Statement": {"Effect": "Allow", "Action": "*"}}""", "2020-01-01")]
    [InlineData("""{"Statement": {"Effect": "allow", "Action": "*"}}""", "the Effect \"allow\"")]
    [InlineData("""{"Statement": {"Action": "*"}}""", "Statement #0 has no Effect")]
    [InlineData("""{"Statement": {"Sid": "Read", "Effect": "Allow", "Resource": "*"}}""",
        "Statement Read has neither Action")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": []}}""", "Action is empty")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "a:b", "NotAction": "c:d"}}""", "on top of another")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": {"a": 1}}}""", "Action must be a string")]
    [InlineData("""{"Statement": {"Effect": "Deny", "Action": "*", "NotPrincipal": "*"}}""",
        "\"NotPrincipal\" is not known")]
    [InlineData("""{"Statement": {"Effect": "Deny", "Action": "*", "Principal": {"Federated": "x"}}}""",
        "\"Federated\"")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::${aws:username}"}}""",
        "policy variable")]
    [InlineData("""
        {"Statement": [{"Sid": "A", "Effect": "Allow", "Action": "*"}, {"Sid": "A", "Effect": "Deny", "Action": "*"}]}
        """, "\"A\" is given to two")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "is not JSON")]
    public void A_document_that_IAM_would_refuse_is_refused_with_the_reason(string json, string expected)
    {
        Refused.With<PolicyException>(expected, () => PolicyDocument.Parse(json));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXcYb", false)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a", "ab", false)]
    [InlineData("", "", true)]
    public void A_wildcard_pattern_matches_the_whole_text(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Wildcard.Matches(pattern, text));
}
