using Amazon.Runtime;
using Amazon.S3.Model;
using Twin.Aws.S3;
using Twin.Host.Door;

namespace Tests.Support;

/// <summary>Both buckets in the twin's S3, and S3's real client with the functions' role.</summary>
internal sealed class TwinLake : IAsyncDisposable
{
    public const string Raw = "raw";
    public const string Processed = "processed";
    public const string Results = "results";

    private static readonly PolicyDocument Policy = PolicyDocument.Parse(
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject",
         "s3:ListBucket","s3:ListBucketVersions","s3:GetObjectVersion","s3:DeleteObjectVersion",
         "s3:GetObjectRetention"],"Resource":["arn:aws:s3:::raw","arn:aws:s3:::raw/*","arn:aws:s3:::processed",
         "arn:aws:s3:::processed/*","arn:aws:s3:::results"]}]}
        """);

    private readonly TestFolder _folder;
    private readonly BucketServer _server;

    private TwinLake(TestFolder folder, BucketServer server, ShiftedClock clock)
    {
        Clock = clock;
        _folder = folder;
        _server = server;
        var credentials = server.Credentials;
        Signatures = new SignatureCheck(new SigV4(
            credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, BucketServer.Region));
        S3 = Client((credentials, config) => new S3Client(credentials, config));
    }

    /// <summary>The folder of all buckets, with their older versions.</summary>
    public string Root => _folder.Root;

    public AmazonS3Client S3 { get; }
    public ShiftedClock Clock { get; }

    /// <summary>The check of all requests to S3.</summary>
    public SignatureCheck Signatures { get; }

    public static Task<TwinLake> StartAsync(params IEnumerable<string> playlists) => StartAsync(null, playlists);

    /// <param name="lockedDays">The days for which each version of a raw object is locked; null for no lock.</param>
    public static async Task<TwinLake> StartAsync(int? lockedDays, params IEnumerable<string> playlists)
    {
        var folder = new TestFolder();
        var clock = new ShiftedClock();
        var server = await BucketServer.StartAsync(
            folder.Root,
            [
                (Raw, new BucketSettings { IsVersioned = true, ObjectLockDays = lockedDays }),
                (Processed, new BucketSettings()),
                (Results, new BucketSettings()),
            ],
            Policy,
            clock,
            TestContext.Current.CancellationToken);
        var lake = new TwinLake(folder, server, clock);
        await lake.S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Raw,
                Key = PlaylistList.Key,
                ContentBody = PlaylistList.Format(playlists),
            },
            TestContext.Current.CancellationToken);
        return lake;
    }

    public TClient Client<TClient>(Func<AWSCredentials, AmazonS3Config, TClient> create)
    {
        var credentials = _server.Credentials;
        return create(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = _server.Endpoint.AbsoluteUri,
                AuthenticationRegion = BucketServer.Region,
                ForcePathStyle = true,
                HttpClientFactory = Signatures,
            });
    }

    public async Task<byte[]> ReadAsync(string bucket, string key)
    {
        using var response = await S3.GetObjectAsync(bucket, key, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    public async Task<SortedDictionary<string, byte[]>> RawObjectsAsync()
    {
        var listing = await S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Raw, Prefix = RawSnapshot.Zone },
            TestContext.Current.CancellationToken);
        var objects = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var found in listing.S3Objects ?? [])
        {
            objects.Add(found.Key, await ReadAsync(Raw, found.Key));
        }

        return objects;
    }

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
