using System.Text.RegularExpressions;
using Pulumi;

namespace Infra.Settings;

/// <summary>The stack's name: it stands in the names of buckets, which S3 bounds most.</summary>
internal static partial class StackName
{
    /// <summary>The project's and the stack's name: what everything declared begins with.</summary>
    /// <exception cref="RunException">The stack's name is not valid; the message says what is.</exception>
    public static string Full() =>
        $"{Deployment.Instance.ProjectName}-{Check(Deployment.Instance.StackName)}";

    /// <summary>Refuses a name that some resource could not have.</summary>
    /// <exception cref="RunException">The name is not valid; the message says what is.</exception>
    public static string Check(string name) => Form().IsMatch(name)
        ? name
        : throw new RunException(
            $"The stack's name is '{name}'. It accepts up to 20 lower-case letters, digits and hyphens, beginning with a "
            + "letter: pulumi stack rename …");

    [GeneratedRegex("^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
