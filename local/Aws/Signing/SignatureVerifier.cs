using Local.Aws.Iam;
using Microsoft.AspNetCore.Http;

namespace Local.Aws.Signing;

/// <summary>
/// Verifies the signatures of one service's requests, Signature Version 4: whoever reaches the loopback interface is
/// anybody on this machine.
/// </summary>
/// <param name="access">Knows the sessions.</param>
/// <param name="service">The service's name in the scope, <c>s3</c> for example.</param>
/// <param name="region">The region.</param>
/// <param name="wall">The clock by which requests are dated: the machine's, whatever the stack's says.</param>
internal sealed class SignatureVerifier(AccessControl access, string service, string region, TimeProvider wall)
{
    /// <summary>The furthest that a request's time may be from the machine's.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(15);

    private const string TokenHeader = "X-Amz-Security-Token";

    /// <summary>
    /// Reads who says to have signed a request, and refuses all that is wrong before the signature is computed. Its
    /// body need not be read before: a stranger gets no further.
    /// </summary>
    /// <exception cref="SignatureException">It is not signed, or not for here and now.</exception>
    public ClaimedSignature Read(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is not { Length: > 0 } header)
        {
            throw new SignatureException(Unsigned(request));
        }

        var authorization = AuthorizationHeader.Parse(header);
        var session = access.FindSession(authorization.AccessKeyId)
            ?? throw new SignatureException(new SignatureProblem.UnknownKey(authorization.AccessKeyId));
        ExpectToken(request, session.Credentials);
        ExpectScope(authorization.Scope);
        var time = RequestTime.Of(request.Headers, authorization.Scope, wall);
        ExpectSigned(request, authorization);
        return new ClaimedSignature(request, authorization, session, time.Text, escapesOnce: service == "s3");
    }

    // Only who knows a key of this run learns more: a stranger could be anybody's browser.
    private SignatureProblem Unsigned(HttpRequest request) =>
        request.Query["X-Amz-Credential"].ToString().Split('/')[0] is not { Length: > 0 } presigner
            ? new SignatureProblem.Missing()
            : access.Find(presigner) is null
                ? new SignatureProblem.UnknownKey(presigner)
                : new SignatureProblem.Presigned();

    private static void ExpectToken(HttpRequest request, Credentials credentials)
    {
        var token = request.Headers[TokenHeader].ToString();
        if (token.Length == 0)
        {
            throw new SignatureException(new SignatureProblem.NoToken(credentials.AccessKeyId));
        }

        if (!SigningKey.AreEqual(token, credentials.SessionToken))
        {
            throw new SignatureException(new SignatureProblem.WrongToken(token));
        }
    }

    private void ExpectScope(CredentialScope scope)
    {
        SignatureProblem? wrong =
            scope.Terminator != "aws4_request" ? new SignatureProblem.WrongTerminator(scope.Terminator)
            : scope.Service != service ? new SignatureProblem.WrongService(scope.Service, service)
            : scope.Region != region ? new SignatureProblem.WrongRegion(scope.Region, region)
            : null;
        if (wrong is not null)
        {
            throw new SignatureException(wrong);
        }
    }

    // X-Amz-User-Agent is the one that clients add when all is signed.
    private static void ExpectSigned(HttpRequest request, AuthorizationHeader authorization)
    {
        var needed = request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && name != "x-amz-user-agent")
            .Prepend("host");
        if (needed.FirstOrDefault(name => !authorization.SignedHeaders.Contains(name)) is { } missing)
        {
            throw new SignatureException(new SignatureProblem.NotSigned(missing));
        }
    }
}
