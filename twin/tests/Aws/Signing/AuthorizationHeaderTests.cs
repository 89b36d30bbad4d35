using Twin.Aws.Signing;

namespace Twin.Tests.Aws.Signing;

public sealed class AuthorizationHeaderTests
{
    [Theory]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=ASIAX/20261121/r/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a")]
    [InlineData(
        "AWS4-HMAC-SHA256 SignedHeaders=host;x-amz-date,Credential=ASIAX/20261121/r/s3/aws4_request,Signature=0a")]
    public void A_header_is_read_in_any_order(string header)
    {
        var read = AuthorizationHeader.Parse(header);

        Assert.Equal(
            ("ASIAX", new CredentialScope("20261121", "r", "s3", "aws4_request"), "0a"),
            (read.AccessKeyId, read.Scope, read.Signature));
        Assert.Equal(["host", "x-amz-date"], read.SignedHeaders);
    }

    [Theory]
    [InlineData("Bearer x", typeof(SignatureProblem.OtherScheme))]
    [InlineData("AWS AKID:signature", typeof(SignatureProblem.OtherScheme))]
    [InlineData("AWS4-HMAC-SHA256", typeof(SignatureProblem.Incomplete))]
    [InlineData("AWS4-HMAC-SHA256 Credential=", typeof(SignatureProblem.Incomplete))]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host", typeof(SignatureProblem.Incomplete))]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=0", typeof(SignatureProblem.Incomplete))]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=0",
        typeof(SignatureProblem.BadCredential))]
    [InlineData("AWS4-HMAC-SHA256 Credential=/b/c/d/e, SignedHeaders=host, Signature=0",
        typeof(SignatureProblem.BadCredential))]
    public void A_header_of_another_form_is_refused(string header, Type problem)
    {
        var refused = Assert.Throws<SignatureException>(() => AuthorizationHeader.Parse(header));

        Assert.IsType(problem, refused.Problem);
    }
}
