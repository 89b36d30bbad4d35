using Local.Aws.Declaration;
using Local.Aws.Iam;
using Local.Aws.Kms;
using Local.Aws.Ssm;

namespace Local.Twin;

/// <summary>Parameter Store, from the declared parameters.</summary>
internal static class DeclaredParameters
{
    /// <summary>Every declared parameter, written by whoever deploys the stack.</summary>
    /// <exception cref="RunFailedException">Parameter Store would refuse one.</exception>
    public static ParameterServerOptions Of(
        DeclaredStack stack, AccessControl access, KeyService keys, TimeProvider clock)
    {
        var store = new ParameterStore(clock);
        var options = new ParameterServerOptions(store, access, stack.Region) { Keys = keys };
        foreach (var parameter in stack.OfType(ResourceTypes.Parameter))
        {
            var (name, type) = (parameter.PhysicalName, parameter.Text("type"));
            if (parameter.OptionalText("keyId") is { } key)
            {
                Encrypt(parameter, type, key, keys, access.Deployer, options.ArnOf(name));
            }

            store.Put(name, type, parameter.Text("value"), parameter.OptionalText("keyId"));
        }

        return options;
    }

    private static void Encrypt(
        DeclaredResource parameter, string type, string key, KeyService keys, Caller deployment, string arn)
    {
        if (type != Parameter.SecureString)
        {
            throw new RunFailedException(
                $"{parameter.Title} is a {type} and names a key: only a {Parameter.SecureString} is encrypted.");
        }

        try
        {
            keys.Use(deployment, key, new KeyUse("kms:Encrypt", "ssm", "PARAMETER_ARN", arn));
        }
        catch (KeyException refused)
        {
            throw new RunFailedException($"{parameter.Title} cannot be encrypted: {refused.Message}");
        }
    }
}
