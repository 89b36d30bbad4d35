using Amazon.S3.Model;

namespace Twin.Tests.Aws.S3;

public sealed class S3ObjectTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6 * 1024 * 1024)]
    public async Task An_object_comes_back_byte_for_byte(int size)
    {
        await using var s3 = await LocalS3.StartAsync();
        var bytes = S3Bodies.Bytes(size);

        var put = await s3.PutAsync("raw/page", bytes);

        Assert.Equal(bytes, await s3.GetAsync("raw/page"));
        var file = Path.Combine(s3.Folder, LocalS3.Bucket, "raw", "page");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Cancelled));
#pragma warning disable CA5351 // S3 defines ETags by MD5
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"", put.ETag);
#pragma warning restore CA5351
        Assert.Empty(s3.Failures);
    }

    [Theory]
    [InlineData("raw/playlist_id=37i9dQZEVXbMDoHDwVN2tF/snapshot_date=2026-11-21/page 00000.json")]
    [InlineData("a+b/c&d=e/100%25?x#y.json")]
    [InlineData("日本語/ÅÄÖ é 🎵.json")]
    [InlineData("(brackets)/it's~!*,;:@$.json")]
    [InlineData("100%/%2F/%zz/a..b/..c")]
    [InlineData("\"quoted\" <tag> {brace} [square] |^`")]
    public async Task A_key_comes_back_as_it_was_written(string key)
    {
        await using var s3 = await LocalS3.StartAsync();

        await s3.PutAsync(key, "content");

        Assert.Equal("content", await s3.GetTextAsync(key));
        var listing = await s3.Client.ListObjectsV2Async(new() { BucketName = LocalS3.Bucket }, Cancelled);
        Assert.Equal(key, Assert.Single(listing.S3Objects).Key);
        Assert.Equal(key, Assert.Single(s3.Created).Key);
        Assert.True(File.Exists(Path.Combine([s3.Folder, LocalS3.Bucket, .. key.Split('/')])));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("%2E%2E/outside")]
    [InlineData("raw%2F..%2F..%2Foutside")]
    [InlineData("raw/%2E%2E/%2E%2E/outside")]
    [InlineData("raw//page")]
    [InlineData("raw/%2E/page")]
    [InlineData("%2Fabsolute")]
    [InlineData("folder/")]
    public async Task A_key_that_is_not_a_valid_file_path_is_refused(string key)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);

        var answer = await connection.SendAsync("PUT", $"/{key}", "x", S3Connection.Unsigned);

        Assert.Equal((501, "NotImplemented"), (answer.Status, answer.Outcome));
        Assert.Empty(s3.Raw.Objects);
        Assert.Empty(Directory.EnumerateFiles(s3.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_object_keeps_its_content_type_and_metadata()
    {
        await using var s3 = await LocalS3.StartAsync();
        var request = new PutObjectRequest
        {
            BucketName = LocalS3.Bucket,
            Key = "songs.csv",
            ContentBody = "a,b",
            ContentType = "text/csv",
        };
        request.Metadata["snapshot-id"] = "AAAB/+=";
        request.Headers.CacheControl = "no-store";
        await s3.Client.PutObjectAsync(request, Cancelled);

        var head = await s3.Client.GetObjectMetadataAsync(LocalS3.Bucket, "songs.csv", Cancelled);

        Assert.Equal("text/csv", head.Headers.ContentType);
        Assert.Equal("no-store", head.Headers.CacheControl);
        Assert.Equal("AAAB/+=", head.Metadata["snapshot-id"]);
        Assert.Equal(3, head.ContentLength);
        Assert.Equal(new DateTime(2026, 11, 21, 6, 0, 0, DateTimeKind.Utc), head.LastModified?.ToUniversalTime());
        Assert.Null(head.Headers.ContentEncoding is "" ? null : head.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_missing_key_is_NoSuchKey_and_a_missing_bucket_NoSuchBucket()
    {
        await using var s3 = await LocalS3.StartAsync();

        var key = await Assert.ThrowsAsync<NoSuchKeyException>(() => s3.GetAsync("nothing"));
        var head = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.Client.GetObjectMetadataAsync(LocalS3.Bucket, "nothing", Cancelled));
        var bucket = await Assert.ThrowsAsync<NoSuchBucketException>(
            () => s3.Client.ListObjectsV2Async(new() { BucketName = "elsewhere" }, Cancelled));

        Assert.Equal(("NoSuchKey", HttpStatusCode.NotFound), (key.ErrorCode, key.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.Equal("The specified bucket does not exist", bucket.Message);
    }

    [Fact]
    public async Task Of_two_conditional_writers_of_a_new_key_one_succeeds()
    {
        await using var s3 = await LocalS3.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            try
            {
                await s3.Client.PutObjectAsync(
                    new() { BucketName = LocalS3.Bucket, Key = "state", ContentBody = $"{writer}", IfNoneMatch = "*" },
                    Cancelled);
                return $"{writer}";
            }
            catch (AmazonS3Exception exception)
            {
                return exception.ErrorCode;
            }
        }));

        Assert.Equal(7, outcomes.Count(outcome => outcome == "PreconditionFailed"));
        var winner = Assert.Single(outcomes, outcome => outcome != "PreconditionFailed");
        Assert.Equal(winner, await s3.GetTextAsync("state"));
        Assert.Single(s3.Created);
    }

    [Fact]
    public async Task A_conditional_write_fails_after_another_write()
    {
        await using var s3 = await LocalS3.StartAsync();
        var first = await s3.PutAsync("state", "1");
        PutObjectRequest Over(string text) =>
            new() { BucketName = LocalS3.Bucket, Key = "state", ContentBody = text, IfMatch = first.ETag };

        await s3.Client.PutObjectAsync(Over("2"), Cancelled);
        var late = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.Client.PutObjectAsync(Over("3"), Cancelled));

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("2", await s3.GetTextAsync("state"));
    }

    [Fact]
    public async Task Deleted_objects_are_gone_from_the_folder_too()
    {
        await using var s3 = await LocalS3.StartAsync();
        foreach (var key in new[] { "a/1", "a/2", "b" })
        {
            await s3.PutAsync(key, key);
        }

        await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "b", Cancelled);
        await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "never there", Cancelled);
        var several = await s3.Client.DeleteObjectsAsync(
            new() { BucketName = LocalS3.Bucket, Objects = [new() { Key = "a/1" }, new() { Key = "a/2" }] }, Cancelled);

        Assert.Equal(["a/1", "a/2"], several.DeletedObjects.Select(deleted => deleted.Key));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(s3.Folder, LocalS3.Bucket)));
    }

    [Fact]
    public async Task A_key_below_an_object_is_refused_with_the_reason()
    {
        await using var s3 = await LocalS3.StartAsync();
        await s3.PutAsync("a", "1");
        await s3.PutAsync("b/c", "1");

        var below = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutAsync("a/b", "2"));
        var above = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutAsync("b", "2"));

        Assert.Contains("\"a/b\" cannot lie beside \"a\"", below.Message, StringComparison.Ordinal);
        Assert.Contains("\"b\" cannot lie beside \"b/c\"", above.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_keeps_the_object_that_it_began_to_read()
    {
        await using var s3 = await LocalS3.StartAsync();
        await s3.PutAsync("page", "old");
        var (description, bytes) = s3.Raw.OpenRead("page");
        await using (bytes)
        {
            await s3.PutAsync("page", "newer");

            using var reader = new StreamReader(bytes);
            Assert.Equal("old", await reader.ReadToEndAsync(Cancelled));
            Assert.Equal(3, description.Size);
        }
    }

    [Fact]
    public async Task A_folder_from_an_earlier_run_is_served_as_it_is()
    {
        await using var s3 = await LocalS3.StartAsync();
        var put = await s3.PutAsync("a/b c", "content");

        using var reopened = new BucketStore(s3.Folder, TimeProvider.System);
        var found = reopened.Create(LocalS3.Bucket).Find("a/b c");

        Assert.Equal(put.ETag, $"\"{found?.ETag}\"");
        Assert.Equal(s3.Raw.Find("a/b c")?.LastModified, found?.LastModified);
    }
}
