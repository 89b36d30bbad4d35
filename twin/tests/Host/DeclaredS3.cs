using Amazon.Runtime;

namespace Twin.Tests.Host;

/// <summary>The declared buckets with their policies behind S3's protocol, and S3's real client as a declared
/// role.</summary>
internal sealed class DeclaredS3 : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly BucketStore _store;
    private readonly AccessControl _access;
    private readonly S3Server _server;

    private DeclaredS3(
        DeclaredStack stack, DirectoryInfo folder, BucketStore store, AccessControl access, S3Server server)
    {
        Stack = stack;
        (_folder, _store, _access, _server) = (folder, store, access, server);
    }

    public DeclaredStack Stack { get; }

    public static async Task<DeclaredS3> StartAsync(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var folder = Directory.CreateTempSubdirectory("declared-s3-");
        var access = RoleDeclaration.ReadAll(stack);
        var keys = new KmsService(stack, access, TimeProvider.System);
        BucketPolicyDeclaration.AddAll(stack, access);
        var store = BucketDeclaration.ReadAll(stack, keys, folder.FullName, TimeProvider.System);
        var server = await S3Server.StartAsync(
            new S3ServerOptions(store, access, stack.Region, TimeProvider.System) { Keys = keys },
            Cancel);
        return new DeclaredS3(stack, folder, store, access, server);
    }

    public AmazonS3Client ClientOf(string role)
    {
        var credentials = _access.CredentialsFor($"arn:aws:iam::{Stack.AccountId}:role/{role}", "function");
        return new AmazonS3Client(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config
            {
                ServiceURL = _server.Endpoint.AbsoluteUri,
                AuthenticationRegion = Stack.Region,
                MaxErrorRetry = 0,
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}
