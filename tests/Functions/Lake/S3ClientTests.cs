using Amazon.Runtime.Endpoints;
using Functions.Lake;

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
            var read = await lake.S3.ReadAsync(bucket, "a", TestContext.Current.CancellationToken);

            Assert.Equal(bucket, System.Text.Encoding.UTF8.GetString(read));
        }
    }

    [Fact]
    public async Task Each_bucket_is_looked_for_once()
    {
        await using var lake = await TwinLake.StartAsync();
        var asked = new List<object>();
        using var s3 = lake.Client((credentials, config) =>
        {
            config.EndpointProvider = new AskedProvider(config.EndpointProvider, asked);
            return new S3Client(credentials, config);
        });

        for (var i = 0; i < 3; i++)
        {
            await s3.ReadAsync(TwinLake.Raw, PlaylistList.Key, TestContext.Current.CancellationToken);
            await s3.PutObjectAsync(
                new() { BucketName = TwinLake.Processed, Key = "a", ContentBody = "a" },
                TestContext.Current.CancellationToken);
        }

        Assert.Equal([TwinLake.Raw, TwinLake.Processed], asked);
    }

    private sealed class AskedProvider(IEndpointProvider provider, List<object> asked) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters)
        {
            asked.Add(parameters["Bucket"]);
            return provider.ResolveEndpoint(parameters);
        }
    }
}
