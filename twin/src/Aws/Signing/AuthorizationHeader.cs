namespace Twin.Aws.Signing;

/// <param name="SignedHeaders">The signed headers, in the order of signing.</param>
internal sealed record AuthorizationHeader(
    string AccessKeyId, CredentialScope Scope, ImmutableArray<string> SignedHeaders, string Signature)
{
    /// <summary>The scheme and the only algorithm that the twin supports.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static AuthorizationHeader Parse(string header)
    {
        var (scheme, rest) = TextPair.Cut(header, ' ');
        if (scheme != Algorithm)
        {
            throw new SignatureException(new SignatureProblem.OtherScheme(scheme));
        }

        var parts = rest.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => TextPair.Cut(part, '='))
            .ToLookup(part => part.Before, part => part.Behind, StringComparer.Ordinal);
        var credential = Part("Credential");
        return credential.Split('/') is [{ Length: > 0 } id, var date, var region, var service, var terminator]
            ? new AuthorizationHeader(
                id,
                new CredentialScope(date, region, service, terminator),
                [.. Part("SignedHeaders").Split(';')],
                Part("Signature"))
            : throw new SignatureException(new SignatureProblem.BadCredential(credential));

        string Part(string name) => parts[name].FirstOrDefault() is { Length: > 0 } value
            ? value
            : throw new SignatureException(new SignatureProblem.Incomplete(name));
    }
}

/// <param name="Date">The day in UTC, <c>20261121</c>.</param>
/// <param name="Terminator"><c>aws4_request</c>.</param>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}

internal readonly record struct TextPair(string Before, string Behind)
{
    /// <summary>Splits a text at the first separator; without one, the second part is empty.</summary>
    public static TextPair Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? new TextPair(text, "") : new TextPair(text[..at], text[(at + 1)..]);
    }
}
