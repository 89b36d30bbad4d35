using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tests.Support;

/// <summary>Signature Version 4 for S3, after "Create a signed AWS API request" in IAM's guide and "Signature
/// calculations" in the S3 API reference. It shares no code with the SDK, which signs, or with the twin.</summary>
/// <param name="Token">The session token; null for lasting credentials.</param>
internal sealed record SigV4(string AccessKeyId, string SecretAccessKey, string? Token, string Region)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Chunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string ChunksAndTrailer = Chunks + "-TRAILER";

    /// <summary>Verifies all signatures of a request.</summary>
    /// <param name="target">Path and query, as sent.</param>
    /// <param name="headers">All headers; names in lower case.</param>
    /// <exception cref="InvalidOperationException">Something is wrong, or not signed.</exception>
    public void Verify(
        string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        var parts = headers["authorization"].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        Expect(Algorithm, parts[0], "algorithm");
        var (credential, names, signature) = (After(parts[1]), After(parts[2]), After(parts[3]));
        var time = headers["x-amz-date"];
        var scope = $"{time[..8]}/{Region}/s3/aws4_request";
        Expect($"{AccessKeyId}/{scope}", credential, "credential");
        Expect(Token, headers.GetValueOrDefault("x-amz-security-token"), "session token");
        var signed = names.Split(';');
        Expect(string.Join(';', signed.Order(StringComparer.Ordinal)), names, "order of headers");
        if (headers.Keys.Where(MustBeSigned).Append("host").Except(signed).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException($"{missing} is not signed.");
        }

        var payload = headers["x-amz-content-sha256"];
        var canonical = Canonical(method, target, signed, headers, payload);
        Expect(Sign(time, $"{Algorithm}\n{time}\n{scope}\n{Hash(canonical)}"), signature, "signature");
        if (payload is Chunks or ChunksAndTrailer)
        {
            VerifyChunks(time, scope, signature, Encoding.Latin1.GetString(body), payload == ChunksAndTrailer);
        }
        else
        {
            Expect(Convert.ToHexStringLower(SHA256.HashData(body)), payload, "hash of the body");
        }
    }

    private void VerifyChunks(string time, string scope, string signature, string body, bool hasTrailer)
    {
        var at = 0;
        int size;
        do
        {
            var head = body[at..body.IndexOf("\r\n", at, StringComparison.Ordinal)].Split(";chunk-signature=");
            size = int.Parse(head[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += head[0].Length + ";chunk-signature=".Length + head[1].Length + "\r\n".Length;
            var bytes = Encoding.Latin1.GetBytes(body.Substring(at, size));
            signature = Next("PAYLOAD", $"{Hash("")}\n{Convert.ToHexStringLower(SHA256.HashData(bytes))}", head[1]);
            at += size + (size > 0 ? "\r\n".Length : 0);
        }
        while (size > 0);

        if (hasTrailer)
        {
            var lines = body[at..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Next("TRAILER", Hash(string.Concat(lines[..^1].Select(line => line + "\n"))), lines[^1].Split(':')[1]);
        }

        string Next(string kind, string hashes, string expected)
        {
            var own = Sign(time, $"{Algorithm}-{kind}\n{time}\n{scope}\n{signature}\n{hashes}");
            Expect(own, expected, $"signature of a {kind.ToLowerInvariant()}");
            return own;
        }
    }

    private static string Canonical(
        string method, string target, string[] signed, IReadOnlyDictionary<string, string> headers, string payload)
    {
        var (path, query) = target.Split('?', 2) is [var before, var behind] ? (before, behind) : (target, "");
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => $"{Encode(pair[0], "")}={Encode(pair.ElementAtOrDefault(1) ?? "", "")}")
            .Order(StringComparer.Ordinal);
        var lines = signed.Select(name => $"{name}:{headers[name].Trim()}\n");
        return $"{method}\n{Encode(path, "/")}\n{string.Join('&', parameters)}\n{string.Concat(lines)}\n"
            + $"{string.Join(';', signed)}\n{payload}";
    }

    // UriEncode: every byte but the unreserved ones, in upper-case digits.
    private static string Encode(string escaped, string kept)
    {
        var text = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(Uri.UnescapeDataString(escaped)))
        {
            var letter = (char)value;
            text.Append(char.IsAsciiLetterOrDigit(letter) || "-._~".Contains(letter) || kept.Contains(letter)
                ? letter.ToString()
                : $"%{value:X2}");
        }

        return text.ToString();
    }

    private string Sign(string time, string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey);
        foreach (var part in (string[])[time[..8], Region, "s3", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static bool MustBeSigned(string header) =>
        header.StartsWith("x-amz-", StringComparison.Ordinal) || header is "content-md5" or "range";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string After(string pair) => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static void Expect(string? expected, string? found, string what)
    {
        if (expected != found)
        {
            throw new InvalidOperationException($"The {what} is {found}, expected {expected}.");
        }
    }
}
