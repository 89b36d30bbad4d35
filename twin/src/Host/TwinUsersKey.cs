using System.Security.Cryptography;
using System.Text;
using Functions.Extract;
using Twin.Aws.Lambda;
using Twin.Aws.Ssm;

namespace Twin.Host;

/// <summary>The key with which a stack's tables have users' ids hashed. In the twin it is there before the first
/// extraction, as after a former one, and derives from the stack's name: two runs give the same bytes, and so does
/// <c>functions/spark/tables.py</c>.</summary>
internal static class TwinUsersKey
{
    public static void Store(DeclaredStack stack, SsmService parameters)
    {
        foreach (var variables in stack.OfType(LambdaResources.Function)
            .Select(function => function.Map("environment.variables"))
            .Where(variables => variables.ContainsKey(ExtractEnvironment.PlaylistListKey)))
        {
            if (variables.GetValueOrDefault(ExtractEnvironment.UsersKeyParameter) is { } name)
            {
                parameters.StoreSecret(
                    name, Of(name.Split('/')[^2]), variables.GetValueOrDefault(ExtractEnvironment.SecretsKey));
            }
        }
    }

    /// <param name="stack">The stack's name: <c>dev</c>.</param>
    private static string Of(string stack) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"users-key of {stack}")));
}
