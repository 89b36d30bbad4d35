using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Twin.Aws.Iam;

namespace Twin.Aws.Signing;

/// <summary>The alleged signature of a request, not yet verified.</summary>
internal sealed class ClaimedSignature(
    HttpRequest request, AuthorizationHeader authorization, IssuedSession session, string time, bool escapesOnce)
{
    /// <summary>Computes the signature and compares.</summary>
    /// <param name="payloadHash">The hash of the body, as the request states it or as computed.</param>
    /// <exception cref="SignatureException">The signature differs.</exception>
    public RequestSignature Verify(string payloadHash)
    {
        var scope = authorization.Scope;
        var key = new SigningKey(session.Credentials.SecretAccessKey, scope);
        var canonical = CanonicalRequest.Of(request, authorization.SignedHeaders, payloadHash, escapesOnce);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var text = $"{AuthorizationHeader.Algorithm}\n{time}\n{scope}\n{hash}";
        return SigningKey.AreEqual(key.Sign(text), authorization.Signature)
            ? new RequestSignature(
                session.Caller, authorization.AccessKeyId, key, scope, time, authorization.Signature)
            : throw new SignatureException(
                new SignatureProblem.Mismatch(authorization.AccessKeyId, text, authorization.Signature)
                {
                    CanonicalRequest = canonical,
                });
    }
}
