using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>The stack's name. It is part of the buckets' names, which have the narrowest limit.</summary>
internal static partial class StackName
{
    /// <summary>The project's and the stack's name: the beginning of every resource's name.</summary>
    /// <exception cref="RunException">The stack's name is not valid; the message names a valid form.</exception>
    public static string Full() =>
        $"{Deployment.Instance.ProjectName}-{Check(Deployment.Instance.StackName)}";

    /// <summary>Refuses a name that is not valid for every resource.</summary>
    /// <exception cref="RunException">The name is not valid; the message names a valid form.</exception>
    public static string Check(string name) => Form().IsMatch(name)
        ? name
        : throw new RunException(
            $"The stack's name is '{name}'. It accepts up to 20 lower-case letters, digits and hyphens, beginning "
            + "with a letter: pulumi stack rename …");

    [GeneratedRegex("^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
