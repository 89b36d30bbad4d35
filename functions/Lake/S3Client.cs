using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.S3.Internal;
using Amazon.S3.Model;

namespace Functions.Lake;

/// <summary>The SDK's client of S3 with a cache: it determines a bucket's endpoint and authentication scheme at the
/// first read, and not for each object.</summary>
/// <remarks>The SDK's rules for that are methods of up to 28 KB. When .NET compiles them once more, as it does with all
/// methods that are called often, this alone takes 12 MB of a function's memory, and their work is a fifth of a
/// page's.</remarks>
internal class S3Client : AmazonS3Client
{
    public S3Client()
        : base(WithEndpoints(new AmazonS3Config()))
    {
    }

    /// <param name="config">The configuration, which this client changes.</param>
    public S3Client(AWSCredentials credentials, AmazonS3Config config)
        : base(credentials, WithEndpoints(config))
    {
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<AmazonS3AuthSchemeHandler>(new AuthSchemes());
        pipeline.ReplaceHandler<AmazonS3EndpointResolver>(new EndpointResolver());
    }

    private static AmazonS3Config WithEndpoints(AmazonS3Config config)
    {
        config.EndpointProvider = new Endpoints(config.EndpointProvider);
        return config;
    }

    /// <summary>The bucket of a read request; null for other requests, and if the SDK has found the bucket in another
    /// region.</summary>
    private static string? BucketOf(IRequestContext context) =>
        context is { OriginalRequest: GetObjectRequest get, Request.AlternateEndpoint: null } ? get.BucketName : null;

    private sealed class AuthSchemes : AmazonS3AuthSchemeHandler
    {
        private readonly ConcurrentDictionary<string, List<IAuthSchemeOption>> _ofBuckets = new(StringComparer.Ordinal);

        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            BucketOf(executionContext.RequestContext) is { } bucket
                ? _ofBuckets.GetOrAdd(bucket, _ => base.ResolveAuthOptions(executionContext))
                : base.ResolveAuthOptions(executionContext);
    }

    private sealed class EndpointResolver : AmazonS3EndpointResolver
    {
        private readonly ConcurrentDictionary<string, EndpointParameters> _ofBuckets = new(StringComparer.Ordinal);

        // They have the key of the first object, which no rule uses.
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
            BucketOf(requestContext) is { } bucket
                ? _ofBuckets.GetOrAdd(bucket, _ => base.MapEndpointsParameters(requestContext))
                : base.MapEndpointsParameters(requestContext);
    }

    private sealed class Endpoints(IEndpointProvider provider) : IEndpointProvider
    {
        private readonly ConcurrentDictionary<(object? Bucket, object? Region), Found> _found = new();

        public Endpoint ResolveEndpoint(EndpointParameters parameters) => _found
            .GetOrAdd(
                (parameters["Bucket"], parameters["Region"]), _ => new Found(provider.ResolveEndpoint(parameters)))
            .ToEndpoint();

        /// <summary>An endpoint as it was found. It is copied, since the SDK changes the address of its
        /// endpoint.</summary>
        private sealed class Found(Endpoint endpoint)
        {
            private readonly string _url = endpoint.URL;

            public Endpoint ToEndpoint() => new(_url) { Attributes = endpoint.Attributes, Headers = endpoint.Headers };
        }
    }
}
