using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class PlaceholdersTests
{
    public static TheoryData<string, string> Texts => new()
    {
        // ARNs.
        { "arn:aws:iam::123456789012:role/extract", "arn:aws:iam::<account>:role/extract" },
        { "arn:aws:sqs:eu-central-1:123456789012:q", "arn:aws:sqs:eu-central-1:<account>:q" },
        { "arn:aws:s3:::raw-123456789012/*", "arn:aws:s3:::raw-<account>/*" },
        { "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess" },
        { """{"AWS":["123456789012","arn:aws:iam::210987654321:root"]}""",
            """{"AWS":["<account>","arn:aws:iam::<account 2>:root"]}""" },

        // Endpoints.
        { "https://sqs.eu-central-1.amazonaws.com/123456789012/q", "https://sqs.eu-central-1.amazonaws.com/<account>/q" },
        { "123456789012.dkr.ecr.eu-central-1.amazonaws.com/x:1", "<account>.dkr.ecr.eu-central-1.amazonaws.com/x:1" },
        { "https://123456789012.signin.aws.amazon.com/console", "https://<account>.signin.aws.amazon.com/console" },
        { "mailto:you@example.com", "mailto:<address>" },
        { "https://example.com/?mail=you%40example.com&x=1", "https://example.com/?mail=<address>&x=1" },
        { "https://user:password@registry.example.com/x", "https://user:<address>/x" },

        // Free text.
        { "Ask data-team <you+lake@mail.example.co.uk>, then me.", "Ask data-team <<address>>, then me." },
        { "you@example.com, you@example.com and me@example.com.", "<address>, <address> and <address 2>." },
        { "account 1234-5678-9012 (123456789012)", "account <account> (<account 2>)" },
        { "123456789012@example.com", "<address>" },
        { "müller@bücher.de, x@xn--bcher-kva.xn--p1ai", "<address>, <address 2>" },
        { """ "your name"@example.com, you@[127.0.0.1] """, " <address>, <address 2> " },
        { """{"mail":"you\u002btag\u0040example.com"}""", """{"mail":"<address>"}""" },

        // Neither an account nor an address.
        { "1234567890123 of 12345678901 bytes, 107-374-182-400", "1234567890123 of 12345678901 bytes, 107-374-182-400" },
        { "actions/checkout@v7, @pulumi/aws@7.48.0, @everyone", "actions/checkout@v7, @pulumi/aws@7.48.0, @everyone" },
        { "sha256:0f123456789012ffffffffffffffffff", "sha256:0f123456789012ffffffffffffffffff" },
        { "cron(0 6 * * ? *)", "cron(0 6 * * ? *)" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Accounts_and_addresses_are_hidden_and_nothing_else_is(string text, string shown) =>
        Assert.Equal(shown, new Placeholders().In(text));

    [Fact]
    public void Each_account_and_address_has_one_placeholder_in_every_text()
    {
        var placeholders = new Placeholders();

        Assert.Equal("<account>", placeholders.In("000000000000"));
        Assert.Equal("<account 2> <address>", placeholders.In("111111111111 a@b.co"));
        Assert.Equal("<address> <account>", placeholders.In("a@b.co 000000000000"));
    }

    [Theory]
    [InlineData("aaaaaaaaaa")]
    [InlineData("a@")]
    [InlineData("a.")]
    [InlineData("\"a")]
    [InlineData("\\u002b")]
    [InlineData("12345-")]
    [InlineData("0f")]
    public void A_long_text_is_fast(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000));

        // Without a limit it would take hours, and the test would not end.
        Assert.Equal(text, new Placeholders().In(text));
    }
}
