using Microsoft.AspNetCore.Http;

namespace Twin.Aws.Signing;

/// <summary>Verifies Signature Version 4: any user of this machine can reach the loopback interface.</summary>
/// <param name="wall">The clock that requests' dates are checked against: the machine's, regardless of the
/// stack's.</param>
internal sealed class SignatureVerifier(AccessControl access, string service, string region, TimeProvider wall)
{
    /// <summary>The maximum difference between a request's time and the machine's.</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    private const string TokenHeader = "X-Amz-Security-Token";

    /// <summary>Reads the alleged signature and checks everything that can be checked before it is computed. The body
    /// is not needed yet, so that a request without a valid access key id is refused before its body is
    /// read.</summary>
    /// <exception cref="SignatureException">The request is not signed, or not for this service, region and
    /// time.</exception>
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
        var time = RequestTime.Read(request.Headers, authorization.Scope, wall);
        ExpectSigned(request, authorization);
        return new ClaimedSignature(request, authorization, session, time.Text, escapesOnce: service == "s3");
    }

    // Only a caller with a key of this run gets a precise reason: any other request could come from a web page.
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

    // X-Amz-User-Agent may be unsigned: clients add it after signing.
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

/// <summary>The alleged signature of a request, not yet verified.</summary>
internal sealed class ClaimedSignature(
    HttpRequest request, AuthorizationHeader authorization, IssuedSession session, string time, bool escapesOnce)
{
    public RequestSignature Verify(string payloadHash)
    {
        var scope = authorization.Scope;
        var key = new SigningKey(session.Credentials.SecretAccessKey, scope);
        var canonical = CanonicalRequest.Format(request, authorization.SignedHeaders, payloadHash, escapesOnce);
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

internal sealed record RequestTime(string Text, DateTimeOffset Value)
{
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    public static RequestTime Read(IHeaderDictionary headers, CredentialScope scope, TimeProvider wall)
    {
        var text = headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new SignatureException(new SignatureProblem.NoTime());
        }

        if (!text.StartsWith(scope.Date + "T", StringComparison.Ordinal))
        {
            throw new SignatureException(new SignatureProblem.WrongDate(scope.Date, text));
        }

        var now = wall.GetUtcNow();
        return (now - time).Duration() <= SignatureVerifier.MaxSkew
            ? new RequestTime(text, time)
            : throw new SignatureException(new SignatureProblem.TooSkewed(time, now));
    }
}
