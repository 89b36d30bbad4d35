namespace Twin.Tests.Aws.Iam;

public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("""{"Version": "2012-10-17", "Statement": []}""", "has no Statement")]
    [InlineData("""{"Version": "2008-10-17", "Statement": []}""", "Version is 2008-10-17")]
    [InlineData("""{"Statement": []}""", "The policy's Version must be a string")]
    [InlineData("""{"Version": "2012-10-17", "Version": "2012-10-17"}""", "is not JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "is not JSON")]
    public void A_document_that_the_twin_does_not_judge_is_refused(string json, string expected)
    {
        Refused.With<PolicyException>(expected, () => PolicyDocument.Parse(json));
    }

    [Theory]
    [InlineData("""{"Effect": "allow", "Action": "a:b"}""", "Statement #0: the Effect is \"allow\"")]
    [InlineData("""{"Action": "a:b"}""", "Statement #0: there is no Effect")]
    [InlineData("""{"Sid": "Read", "Effect": "Allow", "Resource": "*"}""", "Statement Read: there is no Action")]
    [InlineData("""{"Sid": "Read it", "Effect": "Allow", "Action": "a:b"}""", "letters and digits")]
    [InlineData("""{"Effect": "Allow", "Action": []}""", "Action is empty")]
    [InlineData("""{"Effect": "Allow", "Action": {"a": 1}}""", "Action must be a string")]
    [InlineData("""{"Effect": "Allow", "Action": "s3:Get*"}""", "\"s3:Get*\" is neither service:Name nor service:*")]
    [InlineData("""{"Effect": "Allow", "Action": "*"}""", "\"*\" is neither")]
    [InlineData("""{"Effect": "Allow", "NotAction": "a:b"}""", "the element \"NotAction\"")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "NotResource": "*"}""", "the element \"NotResource\"")]
    [InlineData("""{"Effect": "Deny", "Action": "a:b", "NotPrincipal": "*"}""", "the element \"NotPrincipal\"")]
    [InlineData("""{"Effect": "Deny", "Action": "a:b", "Principal": "*"}""", "Principal must be a JSON object")]
    [InlineData("""{"Effect": "Deny", "Action": "a:b", "Principal": {"Federated": "x"}}""", "\"Federated\"")]
    [InlineData("""{"Effect": "Deny", "Action": "a:b", "Principal": {"AWS": "*", "Service": "x"}}""", "one kind")]
    [InlineData("""{"Effect": "Deny", "Action": "a:b", "Principal": {"AWS": "123456789012"}}""", "\"123456789012\"")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Resource": "arn:aws:s3:::${aws:username}"}""", "variable")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Resource": "arn:aws:s3"}""", "is not an ARN of six segments")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Resource": "arn:aws:s3:*::b"}""", "before its last segment")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Condition": {"StringMatches": {"k": "x"}}}""", "StringMatches")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Condition": {"ForAllValues:StringLike": {"k": "x"}}}""", "ForAll")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Condition": {"Bool": {"k": "yes"}}}""", "\"yes\" is neither")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Condition": {"Null": {"k": ["true", "false"]}}}""", "one value")]
    [InlineData("""{"Effect": "Allow", "Action": "a:b", "Condition": {"ArnLike": {"k": "arn:aws:s3:*"}}}""", "six segments")]
    [InlineData("""
        {"Sid": "A", "Effect": "Allow", "Action": "a:b"}, {"Sid": "A", "Effect": "Deny", "Action": "a:b"}
        """, "\"A\" is given to two")]
    public void A_form_that_no_declared_policy_has_is_refused_with_the_statement(string statement, string expected)
    {
        Refused.With<PolicyException>(expected, () => Policies.Create(statement));
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
