using System.Security.Cryptography;
using System.Text;

namespace Local.Aws.Signing;

/// <summary>The key of one scope, which is made from a secret access key, and what is signed with it.</summary>
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

    /// <summary>A text's signature, in lower-case hexadecimal digits.</summary>
    public string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Compares two secrets in a time that does not depend on where they differ.</summary>
    public static bool AreEqual(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
