using System.Collections.Concurrent;
using Amazon.Runtime;
using Twin.Tests.Aws.Signing;

namespace Twin.Tests.Aws.S3;

/// <summary>Buckets in their own folder, and a client with one role.</summary>
internal sealed class LocalS3 : IAsyncDisposable
{
    public const string Account = "123456789012";
    public const string Region = "eu-central-1";
    public const string Bucket = "chart-raw";
    public const string RoleArn = $"arn:aws:iam::{Account}:role/extract";

    public const string Everything =
        """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";

    private readonly DirectoryInfo _folder;
    private readonly BucketStore _store;

    private LocalS3(DirectoryInfo folder, BucketStore store, AccessControl access, FakeTimeProvider clock)
    {
        _folder = folder;
        _store = store;
        Access = access;
        Clock = clock;
    }

    public AccessControl Access { get; }

    public KmsService Keys { get; private init; } = null!;

    public BucketStore Store => _store;

    public FakeTimeProvider Clock { get; }

    public S3Server Server { get; private set; } = null!;

    public AmazonS3Client Client { get; private set; } = null!;

    public Credentials Credentials { get; private set; } = null!;

    public ConcurrentQueue<string> NotImplemented { get; } = new();

    public ConcurrentQueue<Exception> Failures { get; } = new();

    public ConcurrentQueue<ObjectCreated> Created { get; } = new();

    public string Folder => _folder.FullName;

    public Bucket Raw => _store.Get(Bucket);

    public static Task<LocalS3> StartAsync(
        string policy = Everything, bool isVersioned = false, string? bucketPolicy = null) =>
        StartAsync(new BucketSettings { IsVersioned = isVersioned }, policy, bucketPolicy);

    public static async Task<LocalS3> StartAsync(
        BucketSettings settings, string policy = Everything, string? bucketPolicy = null)
    {
        var folder = Directory.CreateTempSubdirectory("local-s3-");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 6, 0, 0, 250, TimeSpan.Zero));
        var store = new BucketStore(folder.FullName, clock);
        store.Create(Bucket, settings);
        var access = new AccessControl(Account);
        var trust = PolicyDocument.Parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "lambda.amazonaws.com"}}}
            """);
        access.AddRole(new Role(
            "extract", RoleArn, trust,
            new Dictionary<string, PolicyDocument> { ["inline"] = PolicyDocument.Parse(policy) }));
        if (bucketPolicy is not null)
        {
            access.AddResourcePolicy($"arn:aws:s3:::{Bucket}", PolicyDocument.Parse(bucketPolicy));
        }

        var s3 = new LocalS3(folder, store, access, clock)
        {
            Keys = new KmsService(access, Region, clock),
            Credentials = access.CredentialsFor(RoleArn, "chart-extract"),
        };
        s3.Server = await S3Server.StartAsync(
            new S3ServerOptions(store, access, Region, clock)
            {
                Keys = s3.Keys,
                OnNotImplemented = s3.NotImplemented.Enqueue,
                OnFailure = s3.Failures.Enqueue,
            },
            TestContext.Current.CancellationToken);
        s3.Server.ObjectCreated += (_, created) => s3.Created.Enqueue(created);
        s3.Client = s3.ClientOf(new SessionAWSCredentials(
            s3.Credentials.AccessKeyId, s3.Credentials.SecretAccessKey, s3.Credentials.SessionToken));
        return s3;
    }

    private AmazonS3Client ClientOf(AWSCredentials credentials) => new(credentials, new AmazonS3Config
    {
        ServiceURL = Server.Endpoint.AbsoluteUri,
        AuthenticationRegion = Region,
        MaxErrorRetry = 0,
    });

    /// <summary>A request that the client does not make, to be signed when it is complete.</summary>
    public HttpRequestMessage Request(HttpMethod method, string target) =>
        new(method, new Uri(Server.Endpoint, target));

    public RequestSigner Signer => new(Credentials, Region, "s3");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}
