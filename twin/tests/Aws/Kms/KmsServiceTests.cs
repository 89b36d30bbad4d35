using Twin.Tests.Aws.Iam;

namespace Twin.Tests.Aws.Kms;

public sealed class KmsServiceTests
{
    private const string Region = "eu-central-1";
    private const string MayDecrypt = """{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}""";

    private static readonly DateTimeOffset Morning = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly KeyUse Decrypt = new("kms:Decrypt", "s3");

    public static TheoryData<string, string, bool, string> Combinations => new()
    {
        { Root("kms:*"), MayDecrypt, true, "" },
        { Root("kms:*"), "", false, "because no identity-based policy allows the kms:Decrypt action" },
        { Root("kms:Encrypt"), MayDecrypt, false, "because no resource-based policy allows the kms:Decrypt action" },
        { Worker("kms:Decrypt"), "", true, "" },
        { Worker("kms:Encrypt"), MayDecrypt, false, "because no resource-based policy allows the kms:Decrypt action" },
        {
            Root("kms:*") + ", " + Statement("kms:Decrypt", "*").Replace("Allow", "Deny", StringComparison.Ordinal),
            MayDecrypt, false, "with an explicit deny in a resource-based policy"
        },
    };

    [Theory, MemberData(nameof(Combinations))]
    public void A_keys_policy_decides_or_leaves_it_to_the_accounts(
        string keyPolicy, string rolePolicy, bool expected, string because)
    {
        var (keys, worker, _) = Start(keyPolicy, rolePolicy);

        var refused = Record.Exception(() => keys.Use(worker, Keys.Arn, Decrypt)) as KeyException;

        Assert.Equal(expected, refused is null);
        Assert.Equal(expected ? null : KeyException.AccessDenied, refused?.Type);
        Assert.EndsWith(because, refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kms:ViaService", "s3.eu-central-1.amazonaws.com", true)]
    [InlineData("kms:ViaService", "athena.eu-central-1.amazonaws.com", false)]
    public void A_condition_sees_through_which_service_the_key_is_used(string key, string value, bool expected)
    {
        var (keys, worker, _) = Start(
            Root("kms:*"),
            $$"""
            {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
             "Condition": {"StringEquals": {"{{key}}": "{{value}}"} } }
            """);

        Assert.Equal(expected, Record.Exception(() => keys.Use(worker, Keys.Arn, Decrypt)) is null);
    }

    [Fact]
    public void A_key_is_found_by_its_id_its_ARN_and_its_aliases()
    {
        var (keys, _, _) = Start(Root("kms:*"), MayDecrypt);
        keys.AddAlias("alias/data", Keys.Data.Id);

        Assert.All(
            [Keys.Data.Id, Keys.Arn, "alias/data", $"arn:aws:kms:{Region}:{Policies.Account}:alias/data"],
            name => Assert.Equal(Keys.Data, keys.Find(name)));
        Assert.Equal(
            "NotFoundException",
            Assert.Throws<KeyException>(() => keys.Find($"arn:aws:kms:us-east-1:{Policies.Account}:alias/data")).Type);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("alias/aws/data")]
    [InlineData("alias/taken")]
    public void An_alias_that_KMS_would_refuse_is_refused(string alias)
    {
        var (keys, _, _) = Start(Root("kms:*"), MayDecrypt);
        keys.AddAlias("alias/taken", Keys.Arn);

        Refused.With<KeyException>(alias, () => keys.AddAlias(alias, Keys.Arn));
    }

    [Fact]
    public void An_AWS_owned_key_needs_no_permission_and_is_counted()
    {
        var (keys, worker, _) = Start(Root("kms:*"), "");

        keys.Use(worker, "alias/aws/s3", Decrypt);

        Assert.Equal([new KeyCall("alias/aws/s3", "kms:Decrypt", "s3", 1)], keys.Calls);
    }

    [Fact]
    public void A_cached_data_key_is_requested_again_for_another_caller_and_after_an_hour()
    {
        var clock = new FakeTimeProvider(Morning);
        var (keys, worker, access) = Start(Root("kms:*"), MayDecrypt, clock);
        var kept = Decrypt with { CachedFor = "arn:aws:s3:::b" };
        var other = access.Find(access.CredentialsFor(Policies.RoleArn("worker"), "other").AccessKeyId)!;
        int Times() => Assert.Single(keys.Calls).Times;

        keys.Use(worker, Keys.Arn, kept);
        keys.Use(worker, Keys.Arn, kept);
        Assert.Equal(1, Times());

        keys.Use(other, Keys.Arn, kept);
        Assert.Equal(2, Times());

        clock.Advance(TimeSpan.FromHours(1));
        keys.Use(worker, Keys.Arn, kept);
        Assert.Equal(3, Times());
    }

    [Fact]
    public void A_key_policy_without_a_principal_is_refused()
    {
        var (keys, _, _) = Start(Root("kms:*"), MayDecrypt);

        Assert.Throws<PolicyException>(() => keys.Add(Keys.Other, Policies.Create(MayDecrypt)));
    }

    private static (KmsService Keys, Caller Worker, AccessControl Access) Start(
        string keyPolicy, string rolePolicy, TimeProvider? clock = null)
    {
        var (access, id) = Policies.Worker(
            rolePolicy.Length > 0
                ? rolePolicy
                : """{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}""");
        var keys = new KmsService(access, Region, clock ?? new FakeTimeProvider(Morning));
        keys.Add(Keys.Data, Policies.Create(keyPolicy));
        return (keys, access.Find(id)!, access);
    }

    private static string Root(string action) => Statement(action, $"arn:aws:iam::{Policies.Account}:root");

    private static string Worker(string action) => Statement(action, Policies.RoleArn("worker"));

    private static string Statement(string action, string principal) =>
        $$"""{"Effect": "Allow", "Action": "{{action}}", "Resource": "*", "Principal": {"AWS": "{{principal}}"} }""";
}
