using Amazon.Runtime.Internal.Auth;

namespace Twin.Tests.Aws.Signing;

/// <summary>Signs requests that no AWS client sends, with the algorithm of AWS's SDK.</summary>
internal sealed record RequestSigner(Credentials Credentials, string Region, string Service)
{
    public const string EmptyBody = AWS4Signer.EmptyBodySha256;

    public DateTimeOffset Time { get; init; } = TimeProvider.System.GetUtcNow();

    public string Timestamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public string Scope => $"{Timestamp[..8]}/{Region}/{Service}/aws4_request";

    public byte[] Key => AWS4Signer.ComposeSigningKey(Credentials.SecretAccessKey, Region, Timestamp[..8], Service);

    public void Sign(HttpRequestMessage request, string payloadHash)
    {
        var own = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Where(header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (header.Key, string.Join(',', header.Value)));
        foreach (var (name, value) in HeadersOf(
            request.Method.Method,
            request.RequestUri!.Authority,
            request.RequestUri.PathAndQuery,
            payloadHash,
            [.. own]))
        {
            if (!own.Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <param name="target">Path and query; the query in its canonical form.</param>
    /// <param name="payloadHash">The hash of the body, or the text that takes its place.</param>
    public IReadOnlyDictionary<string, string> HeadersOf(
        string method, string host, string target, string payloadHash, params (string Name, string Value)[] headers)
    {
        var added = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-amz-content-sha256"] = payloadHash,
            ["x-amz-date"] = Timestamp,
            ["x-amz-security-token"] = Credentials.SessionToken,
        };
        var signed = new SortedDictionary<string, string>(added, StringComparer.Ordinal) { ["host"] = host };
        foreach (var (name, value) in headers)
        {
            signed[name.ToLowerInvariant()] = value;
        }

        var (path, query) = target.Split('?', 2) is [var before, var behind] ? (before, behind) : (target, "");
        var names = string.Join(';', signed.Keys);
        var lines = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var canonical = $"{method}\n{Canonical(path)}\n{query}\n{lines}\n{names}\n{signed["x-amz-content-sha256"]}";
        added["Authorization"] = AWS4Signer.ComputeSignature(
                Credentials.AccessKeyId,
                Credentials.SecretAccessKey,
                Region,
                Time.UtcDateTime,
                Service,
                names,
                canonical)
            .ForAuthorizationHeader;
        return added;
    }

    private static string Canonical(string path) =>
        string.Join('/', Uri.UnescapeDataString(path).Split('/').Select(Uri.EscapeDataString));
}

/// <summary>Signed requests that are changed after the signature.</summary>
internal static class SpoiledRequest
{
    /// <summary>Makes one of the mistakes that are the same for every service.</summary>
    /// <returns><c>false</c> if <paramref name="wrong"/> names none of them; otherwise, <c>true</c>.</returns>
    public static bool TrySpoil(this HttpRequestMessage request, string wrong)
    {
        var authorization = request.Headers.GetValues("Authorization").Single();
        switch (wrong)
        {
            case "unsigned":
                request.Headers.Remove("Authorization");
                return true;
            case "bearer":
                request.Replace("Authorization", "Bearer x");
                return true;
            case "incomplete":
                request.Replace(
                    "Authorization", authorization[..authorization.IndexOf(", Signature", StringComparison.Ordinal)]);
                return true;
            case "no time":
                request.Headers.Remove("X-Amz-Date");
                return true;
            case "no token":
                request.Headers.Remove("X-Amz-Security-Token");
                return true;
            case "another signature":
                request.Replace("Authorization", authorization[..^64] + new string('0', 64));
                return true;
            default:
                return false;
        }
    }

    public static void Replace(this HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
