using Amazon.S3.Model;
using LifecycleConfiguration = Twin.Aws.S3.LifecycleConfiguration;
using LifecycleRule = Twin.Aws.S3.LifecycleRule;
using LifecycleTransition = Twin.Aws.S3.LifecycleTransition;

namespace Twin.Tests.Aws.S3;

public sealed class LifecycleTests
{
    private const int Large = 200 * 1024;

    private static readonly DateTimeOffset Written = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public async Task An_object_expires_at_the_midnight_after_its_days(int days, bool isThere)
    {
        await using var s3 = await StartAsync(
            false, new LifecycleRule { Id = "r", Prefix = "old/", ExpirationDays = 7 });
        await s3.PutAsync("old/page", "x");
        await s3.PutAsync("new/page", "x");

        var outcomes = s3.Store.ApplyLifecycle(Midnight(days));

        Assert.Equal(isThere, s3.Raw.Find("old/page") is not null);
        Assert.Equal(isThere, File.Exists(Path.Combine(s3.Raw.Folder, "old", "page")));
        Assert.NotNull(s3.Raw.Find("new/page"));
        Assert.Equal(isThere ? [] : [new LifecycleOutcome(LocalS3.Bucket, 1, 0, 0)], outcomes);
    }

    [Fact]
    public async Task With_versions_an_expired_object_is_hidden_and_older_versions_expire_after_their_own_days()
    {
        await using var s3 = await StartAsync(true, new LifecycleRule
        {
            Id = "r",
            ExpirationDays = 1,
            NoncurrentExpirationDays = 30,
        });
        var first = await s3.PutAsync("page", "1");
        var second = await s3.PutAsync("page", "2");
        bool Has(string version) => s3.Raw.FindVersion("page", version) is not null;

        s3.Store.ApplyLifecycle(Midnight(2));
        var marker = s3.Raw.MarkerOf("page");
        Assert.NotNull(marker);
        Assert.Null(marker.Stored);
        Assert.Equal((true, true), (Has(first.VersionId), Has(second.VersionId)));

        s3.Store.ApplyLifecycle(Midnight(31));
        Assert.Equal((false, true), (Has(first.VersionId), Has(second.VersionId)));
        Assert.Equal(marker, s3.Raw.MarkerOf("page"));

        // The second version was hidden two days later, and the marker is deleted with the last version that it hides.
        s3.Store.ApplyLifecycle(Midnight(33));
        Assert.Equal((false, false), (Has(first.VersionId), Has(second.VersionId)));
        Assert.Null(s3.Raw.MarkerOf("page"));
    }

    [Fact]
    public async Task The_newest_noncurrent_versions_can_be_kept()
    {
        await using var s3 = await StartAsync(true, new LifecycleRule
        {
            Id = "r",
            NoncurrentExpirationDays = 1,
            NoncurrentNewerVersions = 1,
        });
        var first = await s3.PutAsync("page", "1");
        var second = await s3.PutAsync("page", "2");
        var third = await s3.PutAsync("page", "3");
        bool Has(string version) => s3.Raw.FindVersion("page", version) is not null;

        s3.Store.ApplyLifecycle(Midnight(10));

        Assert.Equal(
            (false, true, true), (Has(first.VersionId), Has(second.VersionId), Has(third.VersionId)));
    }

    [Fact]
    public async Task A_moved_object_shows_its_class_and_an_archived_one_cannot_be_read()
    {
        await using var s3 = await StartAsync(false, new LifecycleRule
        {
            Id = "r",
            Transitions = [new(30, "STANDARD_IA"), new(90, "GLACIER")],
        });
        await s3.PutAsync("large", new byte[Large]);
        await s3.PutAsync("small", "x");

        s3.Store.ApplyLifecycle(Midnight(31));
        Assert.Equal((S3StorageClass.StandardInfrequentAccess, Large), await HeadAsync(s3));
        using (var readable = await s3.Client.GetObjectAsync(LocalS3.Bucket, "large", Cancelled))
        {
            Assert.Equal(Large, readable.ContentLength);
        }

        s3.Store.ApplyLifecycle(Midnight(91));
        var archived = await Assert.ThrowsAsync<InvalidObjectStateException>(
            () => s3.Client.GetObjectAsync(LocalS3.Bucket, "large", Cancelled));
        var listed = await s3.Client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = LocalS3.Bucket }, Cancelled);

        Assert.Equal((HttpStatusCode.Forbidden, "InvalidObjectState"), (archived.StatusCode, archived.ErrorCode));
        Assert.Equal((S3StorageClass.Glacier, Large), await HeadAsync(s3));
        Assert.Equal(
            [S3StorageClass.Glacier, S3StorageClass.Standard],
            listed.S3Objects.Select(found => found.StorageClass));
        Assert.Equal(Large, new FileInfo(Path.Combine(s3.Raw.Folder, "large")).Length);
    }

    [Theory]
    [InlineData(null, false, "STANDARD")]
    [InlineData(10L, false, "GLACIER")]
    [InlineData(null, true, "GLACIER")]
    public async Task Small_objects_are_moved_only_if_the_configuration_says_so(
        long? largerThan, bool movesSmall, string expected)
    {
        await using var s3 = await StartAsync(false, new LifecycleRule
        {
            Id = "r",
            LargerThan = largerThan,
            MovesSmallToArchives = movesSmall,
            Transitions = [new(1, "GLACIER")],
        });
        await s3.PutAsync("page", "more than ten bytes");

        s3.Store.ApplyLifecycle(Midnight(2));

        Assert.Equal(expected, s3.Raw.Find("page")?.StorageClass);
    }

    [Fact]
    public async Task A_rule_that_is_disabled_does_nothing()
    {
        await using var s3 = await StartAsync(
            false, new LifecycleRule { Id = "r", IsEnabled = false, ExpirationDays = 1 });
        await s3.PutAsync("page", "x");

        Assert.Empty(s3.Store.ApplyLifecycle(Midnight(10)));
        Assert.NotNull(s3.Raw.Find("page"));
    }

    public static TheoryData<LifecycleRule, string> Refused => new()
    {
        { Rule(), "At least one action needs to be specified" },
        { Rule() with { Id = "", ExpirationDays = 1 }, "an id of 0 letters" },
        { Rule() with { ExpirationDays = 0 }, "a positive number of days" },
        { Rule() with { NoncurrentExpirationDays = -1 }, "a positive number of days" },
        { Rule() with { AbortUploadsAfterDays = 0 }, "a positive number of days" },
        { Rule() with { ExpirationDays = 1, ExpiresDeleteMarkers = true }, "one of them in a rule" },
        { Rule() with { ExpirationDays = 1, LargerThan = 10, SmallerThan = 10 }, "no object is" },
        { Rule((29, "STANDARD_IA")), "must be greater than or equal to 30 for storageClass 'STANDARD_IA'" },
        { Rule((30, "COLD")), "\"COLD\"" },
        { Rule((30, "STANDARD")), "\"STANDARD\"" },
        { Rule((30, "STANDARD_IA"), (59, "GLACIER")), "30 days more than the 30 of STANDARD_IA" },
        { Rule((30, "GLACIER"), (90, "STANDARD_IA")), "moves them down only" },
        { Rule((30, "GLACIER"), (30, "DEEP_ARCHIVE")), "moves them down only" },
        { Rule((90, "GLACIER")) with { ExpirationDays = 90 }, "must be greater than 'Days' in the Transition" },
        { Rule() with { NoncurrentExpirationDays = 1, NoncurrentNewerVersions = 101 }, "the 100 that S3 can" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_rule_that_S3_would_refuse_is_refused_by_name(LifecycleRule rule, string named)
    {
        var refused = Assert.Throws<LifecycleException>(() => new LifecycleConfiguration([rule]).Check("the bucket"));

        Assert.StartsWith("the bucket: the rule ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_of_one_id_and_no_rule_at_all_are_refused()
    {
        var rule = Rule() with { ExpirationDays = 1 };
        string Refusal(params ImmutableArray<LifecycleRule> rules) =>
            Assert.Throws<LifecycleException>(() => new LifecycleConfiguration(rules).Check("the bucket")).Message;

        Assert.Contains("two rules have the id", Refusal(rule, rule), StringComparison.Ordinal);
        Assert.Contains("it has 0 rules", Refusal(), StringComparison.Ordinal);
    }

    private static LifecycleRule Rule(params (int Days, string StorageClass)[] transitions) => new()
    {
        Id = "rule",
        Transitions = [.. transitions.Select(to => new LifecycleTransition(to.Days, to.StorageClass))],
    };

    private static DateTimeOffset Midnight(int days) => new(Written.UtcDateTime.Date.AddDays(days), TimeSpan.Zero);

    private static Task<LocalS3> StartAsync(bool isVersioned, LifecycleRule rule)
    {
        var lifecycle = new LifecycleConfiguration([rule]);
        return LocalS3.StartAsync(new BucketSettings { IsVersioned = isVersioned, Lifecycle = lifecycle });
    }

    private static async Task<(S3StorageClass, long)> HeadAsync(LocalS3 s3)
    {
        var head = await s3.Client.GetObjectMetadataAsync(LocalS3.Bucket, "large", Cancelled);
        return (head.StorageClass, head.ContentLength);
    }
}
