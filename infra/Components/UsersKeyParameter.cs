using Functions.Transform;
using Infra.Policies;
using Pulumi.Aws.Glue;

namespace Infra.Components;

/// <summary>The parameter of the key with which tables have users' ids hashed. The extraction makes it, once, so that
/// neither Pulumi's state nor whoever deploys ever has the key.</summary>
/// <param name="Form">The form of users' ids. Without hashes nobody may make or read the key.</param>
/// <param name="Name">The parameter's name.</param>
/// <param name="Key">The key that encrypts it; null for the account's own key for Parameter Store.</param>
internal sealed record UsersKeyParameter(StoredUsers Form, string Name, AwsAccount Account, DataKey? Key)
{
    public bool IsUsed => Form == StoredUsers.Hashed;

    /// <summary>The permission to make the key, and not to replace or read it.</summary>
    public IEnumerable<IamStatement> AllowMake(string sid) => IsUsed
        // Negated, since AWS does not document that a request without the option has it.
        ? [IamStatement.Allow(sid, ["ssm:PutParameter"], Arn).When("StringNotEquals", "ssm:Overwrite", "true")]
        : [];

    /// <summary>The permission to read the key, for those who write tables.</summary>
    public IEnumerable<IamStatement> AllowRead(string sid) => IsUsed
        ?
        [
            IamStatement.Allow(sid, ["ssm:GetParameter"], Arn),
            .. Key is null ? Array.Empty<IamStatement>() : [Key.AllowThrough("ssm", sid + "Key", "kms:Decrypt")],
        ]
        : [];

    private Output<string> Arn => Account.Arn("ssm", $"parameter{Name}");
}

/// <summary>The form of users' ids as variables of functions and arguments of jobs.</summary>
internal static class UsersVariables
{
    /// <summary>Adds the variables of a function that writes tables.</summary>
    public static Dictionary<string, Input<string>> WithUsers(
        this Dictionary<string, Input<string>> environment, UsersKeyParameter users)
    {
        environment[TransformEnvironment.StoreUsers] = users.Form.Name;
        if (users.IsUsed)
        {
            environment[TransformEnvironment.UsersKeyParameter] = users.Name;
        }

        return environment;
    }

    /// <summary>Adds the arguments of a job that writes tables: the parameter's name, and never the key, since
    /// arguments are no secret.</summary>
    public static JobArgs WithUsers(this JobArgs job, UsersKeyParameter users)
    {
        job.DefaultArguments.Add("--users", users.Form.Name);
        if (users.IsUsed)
        {
            job.DefaultArguments.Add("--users-key-parameter", users.Name);
        }

        return job;
    }
}
