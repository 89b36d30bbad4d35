using Amazon.S3.Model;
namespace Twin.Tests.Aws.S3;

public sealed class S3VersionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_overwritten_object_stays_readable_as_its_version()
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);

        var first = await s3.PutAsync("a/page", "first");
        var second = await s3.PutAsync("a/page", "second");

        Assert.Equal("second", await TextAsync(s3, "a/page"));
        Assert.Equal("second", await TextAsync(s3, "a/page", second.VersionId));
        Assert.Equal("first", await TextAsync(s3, "a/page", first.VersionId));
        Assert.Equal("second", await File.ReadAllTextAsync(Path.Combine(s3.Raw.Folder, "a", "page"), Cancelled));
        Assert.Equal(["a/page"], s3.Raw.Objects.Select(stored => stored.Key));
        Assert.Equal([first.VersionId, second.VersionId], s3.Created.Select(created => created.VersionId!));
        Assert.NotNull(s3.Raw.FindVersion("a/page", first.VersionId)!.NoncurrentSince);
        Assert.Null(s3.Raw.FindVersion("a/page", second.VersionId)!.NoncurrentSince);
        Assert.Equal(2, Directory.EnumerateFiles(s3.Folder, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task A_delete_hides_an_object_behind_a_marker()
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);
        var put = await s3.PutAsync("a/page", "kept");

        var deleted = await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "a/page", Cancelled);
        var missing = await Assert.ThrowsAsync<NoSuchKeyException>(
            () => s3.Client.GetObjectAsync(LocalS3.Bucket, "a/page", Cancelled));
        var marker = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.GetObjectAsync(LocalS3.Bucket, "a/page", deleted.VersionId, Cancelled));

        Assert.Equal("true", deleted.DeleteMarker);
        Assert.Equal("NoSuchKey", missing.ErrorCode);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"), (marker.StatusCode, marker.ErrorCode));
        Assert.Equal("kept", await TextAsync(s3, "a/page", put.VersionId));
        Assert.False(File.Exists(Path.Combine(s3.Raw.Folder, "a", "page")));
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task Deleting_the_marker_restores_the_object_and_deleting_its_versions_removes_it()
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);
        var first = await s3.PutAsync("a/page", "first");
        var second = await s3.PutAsync("a/page", "second");
        var marker = await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "a/page", Cancelled);
        Task DeleteAsync(string version) => s3.Client.DeleteObjectAsync(LocalS3.Bucket, "a/page", version, Cancelled);

        await DeleteAsync(marker.VersionId);
        var back = await TextAsync(s3, "a/page");
        await DeleteAsync(second.VersionId);
        var older = await TextAsync(s3, "a/page");
        await DeleteAsync(first.VersionId);

        Assert.Equal(("second", "first"), (back, older));
        Assert.Empty(s3.Raw.Objects);
        Assert.Null(s3.Raw.MarkerOf("a/page"));
        Assert.All(
            [first.VersionId, second.VersionId, marker.VersionId],
            version => Assert.Null(s3.Raw.FindVersion("a/page", version)));
        Assert.Empty(Directory.EnumerateFiles(s3.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Reading_and_deleting_a_version_need_their_own_permissions()
    {
        await using var s3 = await LocalS3.StartAsync(
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
              "Action": ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]}]}
            """,
            isVersioned: true);
        var put = await s3.PutAsync("page", "x");

        var read = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.GetObjectAsync(LocalS3.Bucket, "page", put.VersionId, Cancelled));
        var deleted = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => s3.Client.DeleteObjectAsync(LocalS3.Bucket, "page", put.VersionId, Cancelled));

        Assert.Contains("s3:GetObjectVersion", read.Message, StringComparison.Ordinal);
        Assert.Contains("s3:DeleteObjectVersion", deleted.Message, StringComparison.Ordinal);
        Assert.Equal("x", await TextAsync(s3, "page"));
    }

    [Fact]
    public async Task All_versions_and_markers_are_listed_page_by_page_the_latest_of_a_key_first()
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);
        var first = await s3.PutAsync("a", "1");
        var second = await s3.PutAsync("a", "2");
        var other = await s3.PutAsync("b", "3");
        var marker = await s3.Client.DeleteObjectAsync(LocalS3.Bucket, "a", Cancelled);
        var request = new ListVersionsRequest { BucketName = LocalS3.Bucket, MaxKeys = 1 };
        var found = new List<(string Key, string Version, bool IsLatest, bool IsMarker)>();
        ListVersionsResponse page;
        do
        {
            page = await s3.Client.ListVersionsAsync(request, Cancelled);
            found.AddRange(page.Versions.Select(version =>
                (version.Key, version.VersionId, version.IsLatest == true, version.IsDeleteMarker == true)));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(
            [
                ("a", marker.VersionId, true, true), ("a", second.VersionId, false, false),
                ("a", first.VersionId, false, false), ("b", other.VersionId, true, false),
            ],
            found);
    }

    private static async Task<string> TextAsync(LocalS3 s3, string key, string? version = null)
    {
        using var answer = await s3.Client.GetObjectAsync(
            new GetObjectRequest { BucketName = LocalS3.Bucket, Key = key, VersionId = version }, Cancelled);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
