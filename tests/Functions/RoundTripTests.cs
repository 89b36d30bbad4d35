using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Functions.Extract;
using Functions.Lake;
using Functions.Transform;
using Local.Iam;
using Local.S3;
using Local.Spotify;
using Tests.Functions.Extract;
using Tests.Functions.Transform;

namespace Tests.Functions;

/// <summary>Both handlers over HTTP: the sandbox Spotify, and S3's real client against the twin's S3.</summary>
public sealed class RoundTripTests
{
    private const string Role = "arn:aws:iam::123456789012:role/functions";

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Development2026)]
    public async Task Real_playlists_come_through_both_handlers_with_all_their_rows(Era era)
    {
        Captures.Require();
        var captures = Captures.Names
            .Select(name => (Name: name, Playlist: Read(name)))
            .Where(capture => capture.Playlist is not null)
            .DistinctBy(capture => capture.Playlist!.Id)
            .ToList();
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("lake-");
        try
        {
            using var store = new BucketStore(folder.FullName, TimeProvider.System);
            store.Create("raw");
            store.Create("processed");
            var access = Access();
            await using var server = await S3Server.StartAsync(
                new S3ServerOptions(store, access, "eu-central-1", TimeProvider.System), cancellationToken);
            using var s3 = ClientOf(server, access);

            var manifests = await ExtractAsync(s3, era, [.. captures.Select(capture => capture.Playlist!)]);
            await new TransformHandler(new TransformSettings("processed"), s3, TimeProvider.System)
                .HandleAsync(TransformedSnapshot.EventOf("raw", manifests), new LambdaInvocation());

            foreach (var (name, playlist) in captures)
            {
                var expected = await TransformedSnapshot.OfAsync(
                    string.Join(',', CaptureEntries.Of(Captures.Read(name))));
                foreach (var table in Tables.All.Except([Tables.Playlists]))
                {
                    var actual = await ReadAsync(s3, table, playlist!.Id, cancellationToken);
                    Assert.Equal(
                        Comparable(table, expected.Csv(table), era),
                        Comparable(table, actual, era));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Without what differs by design: the playlist's id, and popularity, which 2026 no longer gives.
    /// </summary>
    private static IEnumerable<string> Comparable(Table table, string csv, Era era)
    {
        var left = table.Columns.Select(column =>
            column == "playlist_id" || (column == "popularity" && era == Era.Development2026));
        return OpenCsv.Read(csv).Skip(1).Select(fields =>
            string.Join('|', fields.Zip(left, (field, isLeft) => isLeft ? "" : field)));
    }

    private static async Task<IEnumerable<string>> ExtractAsync(
        AmazonS3Client s3, Era era, IReadOnlyList<SandboxPlaylist> playlists)
    {
        await using var run = await ExtractRun.StartAsync(playlists, era);
        var report = await run.RunAsync(
            s3, "raw", new ScheduledEvent(ExtractRun.FiredAt), [.. playlists.Select(playlist => playlist.Id)]);
        return report.Playlists.Select(playlist => playlist.Manifest!);
    }

    private static async Task<string> ReadAsync(
        AmazonS3Client s3, Table table, string playlistId, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(
            "processed",
            table.Key(DateOnly.FromDateTime(ExtractRun.FiredAt.UtcDateTime), playlistId),
            cancellationToken);
        using var reader = new StreamReader(response.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>The capture as a playlist; null where it is none.</summary>
    private static SandboxPlaylist? Read(string name)
    {
        try
        {
            return CapturedPlaylist.Read(Path.Combine(Captures.Require(), name + ".json"));
        }
        catch (CapturedPlaylistException)
        {
            return null;
        }
    }

    private static AccessControl Access()
    {
        var access = new AccessControl("123456789012");
        access.AddRole(new Role(
            "functions",
            Role,
            PolicyDocument.Parse(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"Service":"lambda.amazonaws.com"}}]}
                """),
            new Dictionary<string, PolicyDocument>
            {
                ["lake"] = PolicyDocument.Parse(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],
                     "Resource":["arn:aws:s3:::raw/*","arn:aws:s3:::processed/*"]}]}
                    """),
            }));
        return access;
    }

    private static AmazonS3Client ClientOf(S3Server server, AccessControl access)
    {
        var credentials = access.CredentialsFor(Role, "function");
        return new AmazonS3Client(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = server.Endpoint.AbsoluteUri,
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
            });
    }
}
