using Infra.Settings;
using Infra.Snowflake;
using Pulumi;

using ProviderArgs = Pulumi.Snowflake.ProviderArgs;

namespace Tests.Infra;

/// <summary>Stacks with <c>warehouse: snowflake</c>.</summary>
public sealed class SnowflakeTests
{
    private const string Passphrase = "the-passphrase-of-the-tests";

    private static readonly Dictionary<string, string> Settings = new()
    {
        [KnownSettings.Warehouse.Key] = "snowflake",
        [KnownSettings.SnowflakeOrganization.Key] = "org",
        [KnownSettings.SnowflakeAccount.Key] = "lake_account",
        [KnownSettings.SnowflakeUser.Key] = "deployer",
        [KnownSettings.RolePath.Key] = "/data/lake/",
    };

    // A path that is too short, RSA's own form, and a key that is too short.
    public static TheoryData<string, string> WrongKeys
    {
        get
        {
            using var key = RSA.Create(2048);
            using var weak = RSA.Create(1024);
            return new()
            {
                { "rsa_key.p8", "" },
                { key.ExportRSAPrivateKeyPem(), "" },
                { key.ExportSubjectPublicKeyInfoPem(), "" },
                { weak.ExportPkcs8PrivateKeyPem(), "" },
                { Encrypted(key), "another passphrase" },
            };
        }
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task One_deployment_makes_the_integration_then_the_role_that_trusts_it_then_the_stage_and_what_loads(
        string name)
    {
        var stack = await LoadAsync(name);
        var (integration, role) = (
            Assert.Single(stack.OfType(ResourceTypes.SnowflakeIntegration)),
            Assert.Single(stack.OfType(ResourceTypes.Role), found => found.Name.EndsWith("-snowflake-reader")));
        var (policy, stage, format, task) = (
            Assert.Single(stack.OfType(ResourceTypes.RolePolicy), found => found.Name == role.Name),
            Assert.Single(stack.OfType(ResourceTypes.SnowflakeStage)),
            Assert.Single(stack.OfType(ResourceTypes.SnowflakeFileFormat)),
            Assert.Single(stack.OfType(ResourceTypes.SnowflakeTask)));
        var tables = stack.OfType(ResourceTypes.SnowflakeTable).ToList();
        var views = stack.OfType(ResourceTypes.SnowflakeView).ToList();
        var grants = stack.OfType(ResourceTypes.SnowflakeGrantPrivileges).Select(grant => grant.Title).ToList();

        // The ARN is known before the role, and the trust policy after the integration.
        Assert.Equal($"arn:aws:iam::{stack.AccountId}:role/data/lake/{role.Name}", role.Arn);
        Assert.Equal(role.Arn, integration.Text("storageAwsRoleArn"));
        Assert.Empty(integration.DependsOn);
        var told = Assert.Single(integration.Parts("describeOutputs"));
        var trusted = Assert.Single(PolicyDocument.Parse(role.Text("assumeRolePolicy")).Statements);
        Assert.Equal([told.Text("iamUserArn")], trusted.Principal?.Aws);
        var condition = Assert.Single(trusted.Conditions);
        Assert.Equal(
            ("sts:ExternalId", told.Text("externalId")), (condition.Key, Assert.Single(condition.Values)));

        Assert.Contains(policy.Title, stage.DependsOn);
        Assert.Equal(SnowflakeTables.All.Length, tables.Count);
        Assert.Equal(stack.OfType(ResourceTypes.NamedQuery).Count(), views.Count);
        Assert.All(
            [stage, format, task, .. tables, .. views], made => Assert.Empty(grants.Except(made.DependsOn)));
        Assert.All([task, .. views], last => Assert.Empty(
            tables.Select(table => table.Title).Append(stage.Title).Append(format.Title).Except(last.DependsOn)));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Snowflake_reads_tables_and_markers_and_nothing_else(string name)
    {
        var stack = await LoadAsync(name);
        var policy = PolicyDocument.Parse(Assert.Single(
            stack.OfType(ResourceTypes.RolePolicy), found => found.Name.EndsWith("-snowflake-reader")).Text("policy"));
        var bucket = $"arn:aws:s3:::spotify-{name}-processed";
        var prefixes = Zones.Markers.Concat(Zones.Tables).ToList();

        Assert.Equal(
            name == "prod"
                ? ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject", "kms:Decrypt"]
                : ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject"],
            policy.Statements.SelectMany(statement => statement.Actions));
        Assert.Equal(
            prefixes.Select(prefix => $"{bucket}/{prefix}*"),
            policy.Statements.Single(statement => statement.Label == "ReadLake").Resources!);
        Assert.Equal(
            prefixes.Select(prefix => $"{prefix}*"),
            Assert.Single(policy.Statements.Single(statement => statement.Label == "ListLake").Conditions).Values);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task All_of_Snowflake_comes_and_goes_and_the_lake_stays_as_it_is(string name)
    {
        var (without, with) = (
            await LoadAsync(name, KeyValuePair.Create(KnownSettings.Warehouse.Key, "athena")), await LoadAsync(name));
        var added = with.Resources.Where(resource => !resource.Type.StartsWith("aws:", StringComparison.Ordinal)
            && !resource.Type.StartsWith("spotify:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(added);
        Assert.DoesNotContain(added, resource => resource.Protect || resource.RetainOnDelete);
        Assert.Equal(
            without.Resources.Select(Declared),
            with.Resources
                .Where(resource => !resource.Name.Contains("-snowflake-", StringComparison.Ordinal)
                    && !resource.Type.StartsWith("snowflake:", StringComparison.Ordinal)
                    && !resource.Is("spotify:lake:Warehouse"))
                .Select(Declared));

        static string Declared(DeclaredResource resource) =>
            $"{resource.Parent} > {resource.Title} {JsonSerializer.Serialize(resource.Inputs
                .Where(input => input.Value is string or bool or double).OrderBy(input => input.Key))}";
    }

    [Fact]
    public async Task The_private_key_is_a_secret_of_the_two_logins_alone()
    {
        using var key = RSA.Create(2048);
        KeyValuePair<string, string>[] secrets =
        [
            KeyValuePair.Create(KnownSettings.SnowflakePrivateKey.Key, Encrypted(key)),
            KeyValuePair.Create(KnownSettings.SnowflakePassphrase.Key, Passphrase),
        ];

        var logins = (await StackLoader.RegistrationsAsync(Configured("dev", secrets)))
            .Select(found => found.Args).OfType<ProviderArgs>().ToList();
        Assert.Equal(2, logins.Count);
        foreach (var login in logins)
        {
            Assert.True(await Output.IsSecretAsync(login.PrivateKey!.ToOutput()));
            Assert.True(await Output.IsSecretAsync(login.PrivateKeyPassphrase!.ToOutput()));
        }

        Assert.All(
            (await LoadAsync("dev", secrets)).Resources
                .Where(resource => resource.Inputs.Values.OfType<string>().Any(text =>
                    text.Contains("PRIVATE KEY", StringComparison.Ordinal)
                    || text.Contains(Passphrase, StringComparison.Ordinal))),
            resource => Assert.Equal(ResourceTypes.SnowflakeProvider, resource.Type));
    }

    [Theory, MemberData(nameof(WrongKeys))]
    public void A_private_key_that_Snowflake_does_not_take_is_named_and_not_shown(string pem, string passphrase)
    {
        var refused = Assert.Throws<RunException>(() => PrivateKey.Check(pem, passphrase)).Message;

        Assert.StartsWith("snowflakePrivateKey is no private key", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(pem[..10], refused, StringComparison.Ordinal);
    }

    private static string Encrypted(RSA key) => key.ExportEncryptedPkcs8PrivateKeyPem(
        Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    private static Task<DeclaredStack> LoadAsync(string name, params KeyValuePair<string, string>[] more) =>
        StackLoader.LoadAsync(Configured(name, more));

    private static StackConfiguration Configured(string name, KeyValuePair<string, string>[] more) =>
        StackConfiguration.Read(PulumiProject.Folder, name)
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken).With(Settings).With(more);
}
