namespace Twin.Aws.Signing;

/// <summary>The signing key of one scope, derived from a secret access key.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    public SigningKey(string secretAccessKey, CredentialScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (var part in (string[])[scope.Date, scope.Region, scope.Service, scope.Terminator])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        _key = key;
    }

    /// <summary>The signature of a text, in lower-case hexadecimal digits.</summary>
    public string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Compares two secrets in constant time.</summary>
    public static bool AreEqual(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}

internal sealed record RequestSignature(
    Caller Caller, string AccessKeyId, SigningKey Key, CredentialScope Scope, string Time, string Value);
