using Twin.Aws.Iam;
using Twin.Aws.S3;
using Twin.Declaration.Policies;

namespace Twin.Host.Door;

/// <summary>Buckets behind an S3 endpoint on 127.0.0.1, and the credentials of one role that may use them.</summary>
public sealed class BucketServer : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    private const string Account = "123456789012";
    private const string RoleArn = $"arn:aws:iam::{Account}:role/functions";

    private readonly BucketStore _store;
    private readonly S3Server _server;

    private BucketServer(BucketStore store, S3Server server, Credentials credentials) =>
        (_store, _server, Credentials) = (store, server, credentials);

    public Uri Endpoint => _server.Endpoint;
    public Credentials Credentials { get; }

    /// <summary>Starts the endpoint with empty buckets.</summary>
    /// <param name="folder">The folder in which each bucket gets a folder and each object a file.</param>
    public static async Task<BucketServer> StartAsync(
        string folder,
        IEnumerable<(string Name, BucketSettings Settings)> buckets,
        PolicyDocument policy,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var store = new BucketStore(folder, clock);
        foreach (var (name, settings) in buckets)
        {
            store.Create(name, settings);
        }

        var access = new AccessControl(Account);
        access.AddRole(new Role(
            "functions",
            RoleArn,
            new PolicyDocument([]),
            ImmutableDictionary<string, PolicyDocument>.Empty.Add("lake", policy)));
        var server = await S3Server.StartAsync(
            new S3ServerOptions(store, access, Region, TimeProvider.System), cancellationToken);
        return new BucketServer(store, server, access.CredentialsFor(RoleArn, "function"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _store.Dispose();
    }
}
