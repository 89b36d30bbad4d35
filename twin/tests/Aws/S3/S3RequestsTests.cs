namespace Twin.Tests.Aws.S3;

public sealed class S3RequestsTests
{
    [Theory]
    [InlineData("PutObject", S3Cost.Put)]
    [InlineData("ListObjectsV2", S3Cost.Put)]
    [InlineData("GetObject", S3Cost.Get)]
    [InlineData("HeadObject", S3Cost.Get)]
    [InlineData("DeleteObject", null)]
    public void A_request_to_S3_has_the_price_of_its_class(string operation, string? price) =>
        Assert.Equal(price, S3Requests.PriceOf(operation));
}
