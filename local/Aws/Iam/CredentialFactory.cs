using System.Security.Cryptography;
using System.Text;

namespace Local.Aws.Iam;

/// <summary>
/// Makes up ids and secrets of AWS's shapes, always the same for the same role and session, so that two runs of the
/// twin write the same bytes. They open nothing but the twin.
/// </summary>
internal static class CredentialFactory
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static Credentials For(string roleArn, string sessionName) => new(
        "ASIA" + Letters($"key {roleArn} {sessionName}", 16),
        Base64($"secret {roleArn} {sessionName}", 30),
        Base64($"token {roleArn} {sessionName}", 60));

    public static string RoleId(string roleArn) => "AROA" + Letters($"role {roleArn}", 17);

    private static string Letters(string seed, int length) =>
        string.Concat(Bytes(seed, length).Select(value => Alphabet[value % Alphabet.Length]));

    private static string Base64(string seed, int bytes) => Convert.ToBase64String(Bytes(seed, bytes));

    private static byte[] Bytes(string seed, int length) => SHA512.HashData(Encoding.UTF8.GetBytes(seed))[..length];
}
