using Amazon.Runtime.Endpoints;

namespace Tests.Functions.Lake;

public class S3ClientTests
{
    [Fact]
    public async Task Objects_are_read_from_the_bucket_that_is_named()
    {
        await using var lake = await TwinLake.StartAsync();
        foreach (var bucket in (string[])[TwinLake.Raw, TwinLake.Processed])
        {
            await lake.S3.PutObjectAsync(
                new() { BucketName = bucket, Key = "a", ContentBody = bucket }, TestContext.Current.CancellationToken);
        }

        foreach (var bucket in (string[])[TwinLake.Raw, TwinLake.Processed, TwinLake.Raw])
        {
            var read = await lake.S3.ReadAsync(
                bucket, "a", StoredObjects.MaxDocument, TestContext.Current.CancellationToken);

            Assert.Equal(bucket, System.Text.Encoding.UTF8.GetString(read));
        }
    }

    [Fact]
    public async Task The_endpoint_of_each_bucket_is_resolved_once()
    {
        await using var lake = await TwinLake.StartAsync();
        var asked = new List<object>();
        using var s3 = lake.Client((credentials, config) =>
        {
            config.EndpointProvider = new AskedProvider(
                config.EndpointProvider, parameters => asked.Add(parameters["Bucket"]));
            return new S3Client(credentials, config);
        });

        for (var i = 0; i < 3; i++)
        {
            await s3.ReadAsync(
                TwinLake.Raw, PlaylistList.Key, StoredObjects.MaxDocument, TestContext.Current.CancellationToken);
            await s3.PutObjectAsync(
                new() { BucketName = TwinLake.Processed, Key = "a", ContentBody = "a" },
                TestContext.Current.CancellationToken);
        }

        Assert.Equal([TwinLake.Raw, TwinLake.Processed], asked);
    }

    [Fact]
    public async Task The_parameters_of_a_buckets_endpoint_are_made_once()
    {
        await using var lake = await TwinLake.StartAsync();
        using var s3 = lake.Client((credentials, config) => new S3Client(credentials, config));
        var asked = new HashSet<object>(ReferenceEqualityComparer.Instance);
        // In place of the client's own, which asks no further for what it has found.
        ((AmazonS3Config)s3.Config).EndpointProvider = new AskedProvider(
            s3.Config.EndpointProvider, parameters => asked.Add(parameters));

        for (var i = 0; i < 5; i++)
        {
            await s3.ReadAsync(
                TwinLake.Raw, PlaylistList.Key, StoredObjects.MaxDocument, TestContext.Current.CancellationToken);
        }

        // By what chooses how to sign, and by what finds the address where that was chosen before: the SDK's own do it
        // for each object.
        Assert.Equal(2, asked.Count);
    }

    private sealed class AskedProvider(IEndpointProvider provider, Action<EndpointParameters> ask) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters)
        {
            ask(parameters);
            return provider.ResolveEndpoint(parameters);
        }
    }
}
