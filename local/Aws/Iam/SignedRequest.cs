namespace Local.Aws.Iam;

/// <summary>Reads AWS's Signature Version 4 header.</summary>
internal static class SignedRequest
{
    private const string Scheme = "AWS4-HMAC-SHA256 ";
    private const string Credential = "Credential=";

    /// <summary>
    /// The access key id of an Authorization header (<c>Credential=AKID/date/region/service/aws4_request</c>); null
    /// where there is none. The signature is not verified: whoever reaches the loopback interface is trusted.
    /// </summary>
    public static string? AccessKeyIdOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        return authorization[Scheme.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Where(part => part.StartsWith(Credential, StringComparison.Ordinal))
            .Select(part => part[Credential.Length..].Split('/')[0])
            .FirstOrDefault(id => id.Length > 0);
    }
}
