using System.Security.Cryptography;
using System.Text;

namespace Local.Aws.Iam;

/// <summary>Makes ids and secrets of AWS's shapes.</summary>
internal static class CredentialFactory
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Makes credentials that nobody can guess: others on this machine reach the twin's services too.</summary>
    public static Credentials Create() => new(
        "ASIA" + RandomNumberGenerator.GetString(Alphabet, 16),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(60)));

    /// <summary>Makes a role's id: always the same one, since S3's events carry it and opens nothing.</summary>
    public static string RoleId(string roleArn) => "AROA" + string.Concat(
        SHA512.HashData(Encoding.UTF8.GetBytes($"role {roleArn}"))[..17].Select(value => Alphabet[value % Alphabet.Length]));
}
