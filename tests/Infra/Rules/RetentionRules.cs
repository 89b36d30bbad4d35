using Infra.Components;
using Infra.Settings;

namespace Tests.Infra.Rules;

/// <summary>Everything that the lake keeps goes after a time that a setting names, or stays for a reason.</summary>
public class RetentionRules
{
    private const string NoAge = "it is made again without what has expired";
    private const string State = "each run writes it again";

    /// <summary>The beginnings of all keys, each with its days by default, or the reason why it has none.</summary>
    private static readonly ImmutableArray<(string Bucket, string Prefix, int? Days, string? Reason)> Kept =
    [
        ("raw", RawSnapshot.Playlists, 400, null),
        ("raw", PlaysZone.Prefix, 400, null),
        ("raw", ImportZone.Prefix, null, "an export is given to be kept"),
        ("raw", StateZone.Playlists, 400, null),
        ("raw", StateZone.Extract, null, State),
        ("raw", StateZone.Lease, null, State),
        ("raw", StateZone.Plays, null, State),
        ("raw", StateZone.PublicationPrefix, null, State),
        ("raw", StateZone.Forgotten, null, "it tells that something was forgotten, without the data"),
        ("raw", PublicationRequest.Prefix, 30, null),
        ("raw", PlaylistList.Key, null, "it is a part of the configuration"),
        .. Zones.OfDays.Select(prefix => ("processed", prefix, (int?)400, (string?)null)),
        .. Zones.OfMonths.Select(prefix => ("processed", prefix, (int?)null, (string?)NoAge)),
        ("processed", ReplayZone.Prefix, 30, null),
        ("processed", SparkCode.Prefix, null, "it is a part of the program"),
        ("processed", AnalyticsTable.Zone, null, "the publication deletes its rows, and the upkeep their files"),
        ("query-results", "", 30, null),
    ];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_prefix_of_every_bucket_expires_or_stays_for_a_reason(string name)
    {
        var stack = await Stacks.Load(name);

        Assert.Equal(
            Kept.Where(kept => kept.Reason is null)
                .Select(kept => (kept.Bucket, kept.Prefix, kept.Days!.Value))
                .Order(),
            Expirations(stack).Order());
        Assert.All(
            stack.OfType(ResourceTypes.Bucket).SelectMany(bucket => RoleStatements.WritersOf(stack, bucket)
                .Select(writer => (Bucket: bucket.PhysicalName, Key: writer.Prefix[(bucket.Arn.Length + 1)..])))
                .Concat(stack.OfType(ResourceTypes.BucketObject)
                    .Select(declared => (Bucket: declared.Text("bucket"), Key: declared.Text("key")))),
            written => Assert.Contains(Kept, kept =>
                written.Bucket.EndsWith($"-{kept.Bucket}", StringComparison.Ordinal)
                && (written.Key.StartsWith(kept.Prefix, StringComparison.Ordinal)
                    || kept.Prefix.StartsWith(written.Key.TrimEnd('*'), StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_is_unlimited_expires_nowhere_and_is_told_to_no_function()
    {
        var stack = await LoadAsync("unlimited", "unlimited", "60");

        Assert.Equal(
            [
                ("processed", ReplayZone.Prefix, 30), ("query-results", "", 30), ("raw", ImportZone.Prefix, 60),
                ("raw", PublicationRequest.Prefix, 30),
            ],
            Expirations(stack).Order());
        Assert.All(stack.OfType(ResourceTypes.Function), function => Assert.All(
            function.Map("environment.variables").Keys.Where(name => name.EndsWith("RETENTION_DAYS")),
            name => Assert.Equal("PLAYS_RETENTION_DAYS", name)));
        // Nothing is moved that does not stay for a year.
        Assert.DoesNotContain(
            stack.OfType(ResourceTypes.BucketLifecycle).SelectMany(lifecycle => lifecycle.Parts("rules")),
            rule => rule.OptionalText("filter.and.prefix") == ImportZone.Prefix);
        Assert.DoesNotContain(
            stack.OfType(ResourceTypes.RolePolicy),
            policy => policy.Text("policy").Contains("DeleteExpiredDays", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Bucket, string Prefix, int Days)> Expirations(DeclaredStack stack) =>
        from lifecycle in stack.OfType(ResourceTypes.BucketLifecycle)
        from rule in lifecycle.Parts("rules")
        where rule.Number("expiration.days") is not null
        select (
            string.Join('-', lifecycle.Text("bucket").Split('-').Skip(2)),
            rule.OptionalText("filter.prefix") ?? "",
            rule.Number("expiration.days")!.Value);

    private static Task<DeclaredStack> LoadAsync(string raw, string tables, string plays) => StackLoader.LoadAsync(
        StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With(
            [
                KeyValuePair.Create(KnownSettings.RawRetentionDays.Key, raw),
                KeyValuePair.Create(KnownSettings.TableRetentionDays.Key, tables),
                KeyValuePair.Create(KnownSettings.PlaysRetentionDays.Key, plays),
            ]));
}
