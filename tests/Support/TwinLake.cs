using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;
using Twin.Aws.Iam;
using Twin.Aws.S3;

namespace Tests.Support;

/// <summary>Both buckets in the twin's S3, and S3's real client with the functions' role.</summary>
internal sealed class TwinLake : IAsyncDisposable
{
    public const string Raw = "raw";
    public const string Processed = "processed";

    private const string Role = "arn:aws:iam::123456789012:role/functions";

    private readonly DirectoryInfo _folder;
    private readonly BucketStore _store;
    private readonly S3Server _server;
    private readonly AccessControl _access;

    private TwinLake(
        DirectoryInfo folder, BucketStore store, S3Server server, AccessControl access, ShiftedClock clock)
    {
        Clock = clock;
        _folder = folder;
        _store = store;
        _server = server;
        _access = access;
        S3 = Client((credentials, config) => new S3Client(credentials, config));
    }

    public AmazonS3Client S3 { get; }

    /// <summary>The clock of the objects' times.</summary>
    public ShiftedClock Clock { get; }

    /// <summary>Starts the lake with a list of playlists in the raw bucket.</summary>
    public static async Task<TwinLake> StartAsync(params IEnumerable<string> playlists)
    {
        var folder = Directory.CreateTempSubdirectory("lake-");
        var clock = new ShiftedClock();
        var store = new BucketStore(folder.FullName, clock);
        store.Create(Raw);
        store.Create(Processed);
        var access = Access();
        var server = await S3Server.StartAsync(
            new S3ServerOptions(store, access, "eu-central-1", TimeProvider.System),
            TestContext.Current.CancellationToken);
        var lake = new TwinLake(folder, store, server, access, clock);
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

    /// <summary>Creates another client.</summary>
    public TClient Client<TClient>(Func<AWSCredentials, AmazonS3Config, TClient> create)
    {
        var credentials = _access.CredentialsFor(Role, "function");
        return create(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = _server.Endpoint.AbsoluteUri,
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
            });
    }

    public async Task<byte[]> ReadAsync(string bucket, string key)
    {
        using var response = await S3.GetObjectAsync(bucket, key, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Every object of the raw zone.</summary>
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
        _store.Dispose();
        _folder.Delete(recursive: true);
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
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject",
                     "s3:DeleteObject","s3:ListBucket"],"Resource":["arn:aws:s3:::raw","arn:aws:s3:::raw/*","arn:aws:s3:::processed",
                     "arn:aws:s3:::processed/*"]}]}
                    """),
            }));
        return access;
    }
}
