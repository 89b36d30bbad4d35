using System.Security.Cryptography;
using System.Text;

namespace Twin.Aws.Iam;

/// <summary>Creates ids and secrets in AWS's format.</summary>
internal static class CredentialFactory
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>
    /// Creates unguessable credentials: other users of this machine can reach the twin's services too.
    /// </summary>
    public static Credentials Create() => new(
        "ASIA" + RandomNumberGenerator.GetString(Alphabet, 16),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(60)));

    /// <summary>Creates a role's id. It is always the same: S3's events contain it, and it grants no access.</summary>
    public static string RoleId(string roleArn) => "AROA" + string.Concat(
        SHA512.HashData(Encoding.UTF8.GetBytes($"role {roleArn}"))[..17].Select(value => Alphabet[value % Alphabet.Length]));
}
