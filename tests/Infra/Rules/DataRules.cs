namespace Tests.Infra.Rules;

public class DataRules
{
    private const string Raw = "spotify-prod-raw";
    private const string Processed = "spotify-prod-processed";
    private const string Extract = "spotify-prod-extract";

    // The repair and Spark repeat the transform's work; all other data has one writer.
    private static readonly string[] Same = ["-transform", "-spark", "-repair"];
    private static readonly string[] Changes = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_resource_with_data_is_deleted_by_default(string stack) => StackRule.Holds(stack, CanBeDeleted);

    [Fact]
    public async Task The_configuration_alone_deletes_no_data()
    {
        var configuration = StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With([KeyValuePair.Create("deleteData", "true")]);
        var stack = await StackLoader.LoadAsync(configuration);

        var buckets = stack.OfType(ResourceTypes.Bucket).ToList();

        Assert.Equal(3, buckets.Count);
        Assert.All(buckets, bucket => Assert.True(bucket.Flag("forceDestroy"), bucket.Title));
        Assert.All(buckets, bucket => Assert.True(bucket.Protect, bucket.Title));
    }

    [Fact]
    public Task A_bucket_that_may_be_deleted_with_its_data_is_found() => StackRule.Finds(
        CanBeDeleted,
        stack => stack.With(ResourceTypes.Bucket, Raw, bucket => bucket.Set("forceDestroy", true)),
        Raw);

    [Fact]
    public Task A_bucket_without_protection_is_found() => StackRule.Finds(
        CanBeDeleted, stack => stack.With(ResourceTypes.Bucket, Raw, bucket => bucket with { Protect = false }), Raw);

    [Fact]
    public Task A_key_without_protection_is_found() => StackRule.Finds(
        CanBeDeleted,
        stack => stack.With(ResourceTypes.Key, "spotify-prod-data", key => key with { Protect = false }),
        "spotify-prod-data");

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Overwritten_and_deleted_raw_objects_are_kept(string stack) =>
        StackRule.Holds(stack, LosesRawVersions);

    [Fact]
    public Task A_raw_bucket_without_versions_is_found() => StackRule.Finds(
        LosesRawVersions,
        stack => stack.With(
            ResourceTypes.BucketVersioning, Raw, versioning =>
                versioning.Set("versioningConfiguration/status", "Suspended")),
        Raw);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Only_named_roles_write_and_delete_below_the_data_prefixes(string stack) =>
        StackRule.Holds(stack, LetsOthersWrite);

    [Fact]
    public Task A_second_writer_of_the_raw_zone_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.RolePolicy,
            "spotify-prod-repair",
            policy => policy.Replace("policy", "s3:GetObject", "s3:PutObject")),
        Raw);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Whoever_imports_creates_imports_and_requests_and_may_do_nothing_else(string stack) =>
        StackRule.Holds(stack, LetsImportsDoMore);

    [Theory]
    [InlineData("s3:PutObject", "s3:DeleteObject")]
    [InlineData("raw/imports/*", "raw/raw/*")]
    [InlineData("publications/*-import.json", "publications/*")]
    [InlineData("kms:GenerateDataKey", "kms:Decrypt")]
    public Task An_import_that_may_do_more_is_found(string right, string other) => StackRule.Finds(
        LetsImportsDoMore,
        stack => stack.With(
            ResourceTypes.RolePolicy, "spotify-prod-import", policy => policy.Replace("policy", right, other)),
        "spotify-prod-import");

    [Fact]
    public Task A_third_writer_of_the_tables_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.RolePolicy,
            Extract,
            policy => policy.Replace("policy", "spotify-prod-raw/state/playlists/*", "spotify-prod-processed/songs/*")),
        Processed);

    [Fact]
    public Task A_writer_that_the_buckets_policy_does_not_name_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.BucketPolicy,
            Processed,
            policy => policy.Replace("policy", "role/spotify-prod-transform", "role/renamed")),
        Processed);

    [Fact]
    public Task A_writer_of_tables_that_may_also_write_replays_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.BucketPolicy,
            Processed,
            policy => policy.Replace("policy", "processed/_replay/*", "processed/other/*")),
        Processed);

    [Fact]
    public Task A_policy_that_lets_everybody_write_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.BucketPolicy, Raw, policy => policy.Replace("policy", "ArnNotEquals", "ArnLike")),
        Raw);

    [Fact]
    public Task A_policy_that_lets_everybody_write_the_state_is_found() => StackRule.Finds(
        LetsOthersWrite,
        stack => stack.With(
            ResourceTypes.BucketPolicy, Raw, policy => policy.Replace("policy", StateZone.Prefix, "other/")),
        Raw);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Results_of_queries_and_old_versions_expire(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Contains(
            Lifecycle(stack, $"spotify-{stackName}-query-results").Parts("rules"),
            rule => rule.Number("expiration.days") == 30);
        Assert.Contains(
            Lifecycle(stack, $"spotify-{stackName}-raw").Parts("rules"),
            rule => rule.Number("noncurrentVersionExpiration.noncurrentDays") == 90);
    }

    [Fact]
    public async Task Raw_versions_are_locked_where_it_is_configured()
    {
        var (dev, prod) = (await Stacks.Load("dev"), await Stacks.Load("prod"));

        var locked = Assert.Single(prod.OfType(ResourceTypes.BucketObjectLock));
        Assert.Equal(Raw, locked.Text("bucket"));
        Assert.Equal(90, locked.Number("rule.defaultRetention.days"));
        Assert.Equal("GOVERNANCE", locked.Text("rule.defaultRetention.mode"));
        Assert.Empty(dev.OfType(ResourceTypes.BucketObjectLock));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_lock_comes_after_the_versions_that_it_keeps(string stack) =>
        StackRule.Holds(stack, IsLockedTooEarly);

    [Fact]
    public Task A_lock_that_does_not_wait_for_versions_is_found() => StackRule.Finds(
        IsLockedTooEarly,
        stack => stack.With(ResourceTypes.BucketObjectLock, Raw, locked => locked with { DependsOn = [] }),
        Raw);

    private static IEnumerable<string> IsLockedTooEarly(DeclaredStack stack) =>
        from locked in stack.OfType(ResourceTypes.BucketObjectLock)
        where !stack.OfType(ResourceTypes.BucketVersioning).Any(versioning =>
            versioning.Text("bucket") == locked.Text("bucket") && locked.DependsOn.Contains(versioning.Title))
        select locked.Title;

    // Without its entry in the catalog, an Iceberg table has no rows.
    private static IEnumerable<string> CanBeDeleted(DeclaredStack stack) => stack.Resources
        .Where(resource => resource.Is(ResourceTypes.Bucket) || resource.Is(ResourceTypes.Key))
        .Concat(stack.AnalyticsTables())
        .Where(resource => !resource.Protect || resource.Flag("forceDestroy"))
        .Select(resource => resource.Title);

    private static IEnumerable<string> LosesRawVersions(DeclaredStack stack)
    {
        var raw = stack.OfType(ResourceTypes.BucketObject).Single(found => found.Text("key") == PlaylistList.Key);
        var bucket = stack.OfType(ResourceTypes.Bucket).Single(found => found.Text("bucket") == raw.Text("bucket"));
        var versioned = bucket.FindResources(stack, ResourceTypes.BucketVersioning)
            .Any(found => found.OptionalText("versioningConfiguration.status") == "Enabled");
        return versioned ? [] : [bucket.Title];
    }

    private static IEnumerable<string> LetsOthersWrite(DeclaredStack stack)
    {
        // Whoever may query writes results.
        foreach (var bucket in stack.OfType(ResourceTypes.Bucket).Where(found => !IsOfResults(stack, found)))
        {
            var writers = RoleStatements.WritersOf(stack, bucket).ToList();
            var denials = bucket.FindResources(stack, ResourceTypes.BucketPolicy).SingleOrDefault()?.Denials() ?? [];
            var roles = stack.OfType(ResourceTypes.Role).Select(role => role.Arn).ToList();
            if (writers.Select(writer => writer.Prefix).Distinct().Any(prefix =>
                {
                    // What is forgotten goes from everywhere, and what is left is written again.
                    var of = writers.Where(writer => writer.Prefix == prefix).Select(writer => writer.Role).ToList();
                    var named = (of.All(Forgets) ? of : of.Where(role => !Forgets(role))).ToHashSet();
                    // The publication deletes what is kept no longer.
                    var deleters = RoleStatements.DeletersOf(stack, prefix)
                        .Where(role => role.EndsWith("-publish", StringComparison.Ordinal))
                        .ToList();
                    return (named.Count > 1 && !named.All(role => IsOneOf(role, Same)))
                        || named.Any(role => Denies(prefix, role))
                        || roles.Except(named)
                            .Where(role => !Forgets(role))
                            .Any(role => Denies(prefix, role) == deleters.Contains(role))
                        || !Denies(prefix, $"arn:aws:iam::{stack.AccountId}:role/administrator");
                }))
            {
                yield return bucket.Title;
            }

            static bool Forgets(string role) => role.EndsWith("-forget", StringComparison.Ordinal);

            static bool IsOneOf(string role, string[] names) =>
                names.Any(name => role.EndsWith(name, StringComparison.Ordinal));

            bool Denies(string resource, string principal)
            {
                var request = BucketPolicies.Request(stack.AccountId).With("aws:PrincipalArn", principal);
                // Beside the rows, Glue writes the first metadata of a table with the permissions of whoever deploys.
                var key = resource.Replace($"/{AnalyticsTable.Zone}*", $"/{Rows}x", StringComparison.Ordinal)
                    .Replace("*", "x", StringComparison.Ordinal);
                return Changes.All(action => denials.Any(denial => denial.Covers(action, key, request)));
            }
        }
    }

    private static IEnumerable<string> LetsImportsDoMore(DeclaredStack stack)
    {
        var raw = stack.OfType(ResourceTypes.Bucket).Single(bucket =>
            bucket.PhysicalName.EndsWith("-raw", StringComparison.Ordinal)).Arn;
        string[] allowed =
        [
            $"s3:PutObject {raw}/{ImportZone.Prefix}*",
            $"s3:PutObject {raw}/{PublicationRequest.KeysOf(PublicationRequest.Import)}",
        ];
        return from found in RoleStatements.From(stack)
               where found.Role.Name.EndsWith("-import", StringComparison.Ordinal)
               from action in found.Statement.Actions
               where action != "kms:GenerateDataKey"
                   && found.Statement.Resources!.Any(resource => !allowed.Contains($"{action} {resource}"))
               select found.Role.Title;
    }

    private static string Rows => AnalyticsTables.All[0].DataPrefix;

    private static bool IsOfResults(DeclaredStack stack, DeclaredResource bucket) =>
        stack.OfType(ResourceTypes.Workgroup).Any(group =>
            group.Text("configuration.resultConfiguration.outputLocation") == $"s3://{bucket.PhysicalName}/");

    private static DeclaredResource Lifecycle(DeclaredStack stack, string bucket) =>
        stack.OfType(ResourceTypes.BucketLifecycle).Single(found => found.Text("bucket") == bucket);
}
