using Amazon.Runtime;
using Amazon.Runtime.Internal.Util;
using Tests.Functions.Repair;

namespace Tests.Functions.Transform;

public class RawPageRequestTests
{
    [Fact]
    public async Task The_SDK_computes_no_MD5_of_a_page()
    {
        await using var lake = await RepairLake.StartAsync();
        var snapshot = await lake.StoreAsync("37i9dQZEVXbMDoHDwVN2tF", new DateOnly(2026, 11, 21));
        using var s3 = lake.Lake.Client((credentials, config) => new WatchedS3(credentials, config));

        using var tables = await new SnapshotReader(s3, TwinLake.Raw, snapshot, TableFormat.Csv, UserIds.Plain)
            .ReadAsync(TestContext.Current.CancellationToken);

        Assert.False(s3.Hashed[snapshot.Page(0)]);
        // As it does for whatever is asked for without a range.
        Assert.True(s3.Hashed[snapshot.Manifest]);
    }

    /// <summary>A client that notes whether the SDK hashes the bytes of each object.</summary>
    private sealed class WatchedS3(AWSCredentials credentials, AmazonS3Config config)
        : AmazonS3Client(credentials, config)
    {
        public Dictionary<string, bool> Hashed { get; } = [];

        public override async Task<GetObjectResponse> GetObjectAsync(
            GetObjectRequest request, CancellationToken cancellationToken = default)
        {
            var response = await base.GetObjectAsync(request, cancellationToken);
            Hashed[request.Key] = WrapperStream
                .SearchWrappedStream(response.ResponseStream, stream => stream is HashStream) is not null;
            return response;
        }
    }
}
