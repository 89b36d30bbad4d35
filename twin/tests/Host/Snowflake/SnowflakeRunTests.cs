using Infra.Settings;
using Twin.Host.Snowflake;

namespace Twin.Tests.Host.Snowflake;

public sealed class SnowflakeRunTests
{
    private static readonly RunOptions Options = TestRun.Small with
    {
        Days = 2,
        Settings = new Dictionary<string, string>
        {
            [KnownSettings.Warehouse.Key] = "snowflake",
            [KnownSettings.SnowflakeOrganization.Key] = "org",
            [KnownSettings.SnowflakeAccount.Key] = "account",
            [KnownSettings.SnowflakeUser.Key] = "deployer",
            [KnownSettings.Encryption.Key] = "SSE-KMS",
        }.ToImmutableDictionary(),
    };

    [Fact]
    public async Task A_run_names_the_files_that_a_load_would_take_and_each_only_when_it_has_changed()
    {
        var told = new List<string>();
        using var run = await TestRun.RunAsync(Options, onEntry: entry =>
        {
            if (entry.Source == SnowflakeService.Source)
            {
                told.Add(entry.Text);
            }
        });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.Denied);
        Assert.Empty(run.Record.NotSimulated);
        var loads = run.Record.Loads!.Value;
        Assert.Equal(2, loads.Length);
        Assert.All(loads.Zip(["2026-11-01", "2026-11-02"]), load =>
        {
            Assert.Equal(Tables.All.Length, load.First.Files.Length);
            Assert.All(load.First.Files, file =>
            {
                Assert.Contains($"/snapshot_date={load.Second}/", file.Key, StringComparison.Ordinal);
                var stored = Path.Combine(run.Folder, "s3", "spotify-dev-processed", file.Key);
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(stored))), file.Sha256);
            });
            Assert.Empty(load.First.Removed);
        });
        Assert.Equal(
            Enumerable.Repeat("Snowflake would load 7 files and remove 0; Snowflake itself did not run", 2), told);
        Assert.Contains(
            "Snowflake itself did not run", File.ReadAllText(Path.Combine(run.Folder, "report.html")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        ResourceTypes.Role, "spotify-dev-snowflake-reader", "assumeRolePolicy", "sts:ExternalId", "aws:SourceAccount",
        "does not allow arn:aws:iam::999999999999:user/snowflake sts:AssumeRole with the integration's external id")]
    [InlineData(ResourceTypes.RolePolicy, "spotify-dev-snowflake-reader", "policy", "_plays/*", "plays/*", "s3:ListBucket")]
    [InlineData(ResourceTypes.SnowflakeStage, "LAKE", "url", "processed", "raw", "does not allow s3://spotify-dev-raw/")]
    [InlineData(ResourceTypes.SnowflakeTask, "LOAD", "warehouse", "DEV", "PROD", "declares no snowflake:index/warehouse")]
    [InlineData(ResourceTypes.SnowflakeProvider, "spotify-dev-snowflake-loader", "previewFeaturesEnabled", "_table_", "_view_",
        "refuses it without snowflake_table_resource")]
    public async Task A_wrong_declaration_is_named(
        string type, string name, string property, string part, string replacement, string named)
    {
        var failure = await Record.ExceptionAsync(() => TestRun.RunAsync(
            Options with { Days = 1 },
            stack => stack.With(type, name, found => found.Replace(property, part, replacement))));

        Assert.NotNull(failure);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }
}
