using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class PolicyDifferenceTests
{
    private const string Read =
        """{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::raw/*"}""";
    private const string Deny = """{"Sid":"Deny","Effect":"Deny","Action":["s3:PutObject"],"Resource":"*"}""";

    [Theory]
    // An action, a resource or a principal of an Allow.
    [InlineData(Read, "\"s3:GetObject\"", "[\"s3:GetObject\",\"s3:PutObject\"]", "Gained Action +s3:PutObject")]
    [InlineData(Read, "\"arn:aws:s3:::raw/*\"", "[\"arn:aws:s3:::raw/*\",\"arn:aws:s3:::new\"]",
        "Gained Resource +arn:aws:s3:::new")]
    [InlineData(Read, "s3:GetObject", "s3:PutObject", "Gained Action +s3:PutObject", "Lost Action -s3:GetObject")]
    // A pattern that covers another one.
    [InlineData(Read, "s3:GetObject", "s3:*", "Gained Action +s3:* -s3:GetObject")]
    [InlineData(Read, "raw/*", "raw/settings/*", "Lost Resource +arn:aws:s3:::raw/settings/* -arn:aws:s3:::raw/*")]
    // For a Deny, the opposite.
    [InlineData(Deny, "[\"s3:PutObject\"]", "[\"s3:PutObject\",\"s3:DeleteObject\"]", "Lost Action +s3:DeleteObject")]
    [InlineData(Deny, "\"*\"", "\"arn:aws:s3:::raw/*\"", "Gained Resource +arn:aws:s3:::raw/* -*")]
    // An exception to a Deny.
    [InlineData(
        Deny,
        "\"Resource\":\"*\"",
        "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}",
        "Gained Condition aws:SecureTransport +Bool: false")]
    // Another effect or another element: another statement.
    [InlineData(Read, "Allow", "Deny", "Lost whole Allow", "Lost whole Deny")]
    [InlineData(Read, "\"Action\"", "\"NotAction\"", "Gained whole Allow", "Lost whole Allow")]
    // Another notation or another identifier is not a change.
    [InlineData(Read, "\"s3:GetObject\"", "[\"s3:GetObject\"]")]
    [InlineData(Read, "\"Sid\":\"Read\",", "")]
    [InlineData(Read, "\"Sid\":\"Read\"", "\"Sid\":\"Other\"")]
    public void A_change_has_its_effect_on_the_access(
        string statement, string part, string instead, params string[] changes)
    {
        Assert.Contains(part, statement, StringComparison.Ordinal);

        Assert.Equal(changes, Between([statement], [statement.Replace(part, instead, StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData(
        """{"StringEquals":{"aws:SourceAccount":"0"}}""",
        null,
        "Gained Condition aws:SourceAccount -StringEquals: 0")]
    [InlineData(
        null,
        """{"StringEquals":{"aws:SourceAccount":"0"}}""",
        "Lost Condition aws:SourceAccount +StringEquals: 0")]
    [InlineData(
        """{"StringEquals":{"aws:SourceAccount":"0"}}""",
        """{"StringEqualsIfExists":{"aws:SourceAccount":"0"}}""",
        "Changed Condition aws:SourceAccount +StringEqualsIfExists: 0 -StringEquals: 0")]
    public void A_condition_of_an_Allow_is_a_limit(string? before, string? after, string change)
    {
        static string With(string? condition) => condition is null
            ? Read
            : Read.Replace("\"Sid\"", $"\"Condition\":{condition},\"Sid\"", StringComparison.Ordinal);

        Assert.Equal([change], Between([With(before)], [With(after)]));
    }

    [Fact]
    public void Statements_without_a_Sid_are_paired_in_order()
    {
        const string One = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"a"}""";
        const string Two = """{"Effect":"Allow","Action":"s3:ListBucket","Resource":"b"}""";
        const string Changed = """{"Effect":"Allow","Action":"s3:ListBucket","Resource":["b","c"]}""";

        Assert.Equal(["Gained Resource +c"], Between([One, Two], [Changed, One]));
        Assert.Equal(["Lost whole Allow"], Between([One, Two], [Two]));
        Assert.Equal(["Gained whole Allow"], Between([Two], [Two, One]));
        Assert.Equal(["Gained whole Allow"], Between([], [One]));
    }

    [Fact]
    public void Gained_access_comes_first_and_a_denial_that_goes_is_gained_access() =>
        Assert.Equal(
            ["Gained whole Deny", "Lost whole Allow"],
            Between([Read, Deny], ["""{"Sid":"x","Effect":"Deny","Action":"none:*","Resource":"*"}"""]).Take(2));

    [Fact]
    public void It_does_not_matter_in_which_of_a_roles_policies_a_statement_stands()
    {
        var together = ComparedStacks.Create(ComparedStacks.RolePolicy("extract", "all", Read, Deny));
        var apart = ComparedStacks.Create(
            ComparedStacks.RolePolicy("extract", "one", Deny), ComparedStacks.RolePolicy("extract", "two", Read));

        Assert.Empty(PolicyDifference.Between(together, apart));
    }

    [Theory]
    [InlineData(
        "aws:iam/role:Role",
        """{"assumeRolePolicy":{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}}""",
        "role its-name, who may assume it")]
    [InlineData("aws:s3/bucketPolicy:BucketPolicy", """{"bucket":"raw","policy":{"Statement":[{"Effect":"Allow"}]}}""",
        "bucket raw")]
    [InlineData("aws:kms/key:Key", """{"policy":{"Statement":[{"Effect":"Allow"}]}}""", "Key its-name")]
    [InlineData("aws:lambda/permission:Permission", """{"function":"extract","action":"lambda:InvokeFunction"}""",
        "function extract")]
    [InlineData(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        """{"role":"r","policyArn":"arn:aws:iam::aws:policy/x"}""",
        "role r")]
    public void Every_kind_of_policy_names_its_holder(string type, string inputs, string holder)
    {
        var change = Assert.Single(PolicyDifference.Between(
            ComparedStacks.Create(), ComparedStacks.Create(ComparedStacks.Resource(type, "its-name", inputs))));

        Assert.Equal((AccessChange.Gained, holder), (change.Access, change.Holder));
    }

    private static IEnumerable<string> Between(string[] before, string[] after) => PolicyDifference
        .Between(Stack(before), Stack(after))
        .Select(change => change.Element is null
            ? $"{change.Access} whole {(change.Statement.Allows ? "Allow" : "Deny")}"
            : string.Join(
                ' ',
                [
                    $"{change.Access} {change.Element}",
                    .. change.Added.Select(value => "+" + value),
                    .. change.Removed.Select(value => "-" + value),
                ]));

    private static StackRecord Stack(string[] statements) => ComparedStacks.Create(
        statements.Length == 0 ? [] : [ComparedStacks.RolePolicy("extract", "extract", statements)]);
}
