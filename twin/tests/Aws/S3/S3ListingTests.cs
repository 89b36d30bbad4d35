namespace Twin.Tests.Aws.S3;

public sealed class S3ListingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_a_listing_make_up_the_whole_in_order()
    {
        await using var s3 = await LocalS3.StartAsync();
        string[] keys = ["a/1", "a/2", "a 3", "b/é", "b/z", "c", "日"];
        foreach (var key in keys.Reverse())
        {
            await s3.PutAsync(key, key);
        }

        var listed = new List<string>();
        var pages = s3.Client.Paginators.ListObjectsV2(new() { BucketName = LocalS3.Bucket, MaxKeys = 2 });
        await foreach (var page in pages.Responses.WithCancellation(Cancelled))
        {
            Assert.True(page.KeyCount <= 2);
            listed.AddRange(page.S3Objects.Select(found => found.Key));
        }

        // By the bytes of UTF-8: a space comes before a slash, é and 日 come last.
        Assert.Equal(["a 3", "a/1", "a/2", "b/z", "b/é", "c", "日"], listed);
    }

    [Fact]
    public async Task A_delimiter_groups_keys_by_prefix_and_pages_do_not_repeat_a_group()
    {
        await using var s3 = await LocalS3.StartAsync();
        foreach (var key in new[] { "raw/a/1", "raw/a/2", "raw/a/3", "raw/b/1", "raw/c", "other" })
        {
            await s3.PutAsync(key, key);
        }

        var prefixes = new List<string>();
        var objects = new List<string>();
        string? token = null;
        do
        {
            var page = await s3.Client.ListObjectsV2Async(
                new()
                {
                    BucketName = LocalS3.Bucket,
                    Prefix = "raw/",
                    Delimiter = "/",
                    MaxKeys = 1,
                    ContinuationToken = token,
                },
                Cancelled);
            prefixes.AddRange(page.CommonPrefixes ?? []);
            objects.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            token = page.NextContinuationToken;
        }
        while (token is not null);

        Assert.Equal(["raw/a/", "raw/b/"], prefixes);
        Assert.Equal(["raw/c"], objects);
    }

    [Fact]
    public async Task A_listing_can_start_after_a_key_and_describes_its_objects()
    {
        await using var s3 = await LocalS3.StartAsync();
        await s3.PutAsync("a", "1");
        var put = await s3.PutAsync("b", "22");

        var listing = await s3.Client.ListObjectsV2Async(
            new() { BucketName = LocalS3.Bucket, StartAfter = "a" }, Cancelled);

        var found = Assert.Single(listing.S3Objects);
        Assert.Equal(("b", 2L, put.ETag), (found.Key, found.Size, found.ETag));
        Assert.Equal(s3.Clock.GetUtcNow().UtcDateTime.Date, found.LastModified?.ToUniversalTime().Date);
        Assert.False(listing.IsTruncated);
    }

    [Fact]
    public void A_listing_has_keys_with_the_last_character_after_the_prefix()
    {
        string[] keys = ["a/1", "a/\U0010FFFF", "a/\U0010FFFFz", "b"];
        var objects = SortedObjects.From(keys.Select(key =>
            new StoredObject(key, 0, "", default, new Dictionary<string, string>(), null, null)));

        var listing = ObjectListing.Create(objects, new ListingRequest("a/", "", null, null, 10));

        Assert.Equal(keys[..3], listing.Objects.Select(found => found.Key));
    }

    [Fact]
    public void Random_listings_agree_with_the_plain_definition()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var keys = Enumerable.Range(0, random.Next(12))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => "ab/"[random.Next(3)])))
                .Distinct().Order(StringComparer.Ordinal).ToList();
            var prefix = string.Concat(Enumerable.Range(0, random.Next(2)).Select(_ => "ab/"[random.Next(3)]));
            var delimiter = random.Next(2) == 0 ? "" : "/";
            var entries = keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => delimiter.Length > 0 && key.IndexOf('/', prefix.Length) is var at and >= 0
                    ? "prefix " + key[..(at + 1)]
                    : "key " + key)
                .Distinct().ToList();

            var listed = new List<string>();
            string? token = null;
            do
            {
                var page = ObjectListing.Create(
                    SortedObjects.From(keys.Select(key => new StoredObject(
                        key, 0, "", default, new Dictionary<string, string>(), null, null))),
                    new ListingRequest(prefix, delimiter, null, token, random.Next(1, 4)));
                listed.AddRange(page.CommonPrefixes.Select(folded => "prefix " + folded));
                listed.AddRange(page.Objects.Select(found => "key " + found.Key));
                token = page.NextContinuationToken;
            }
            while (token is not null);

            Assert.Equal(entries.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }
    }
}
