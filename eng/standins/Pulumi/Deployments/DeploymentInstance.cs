using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The deployment that is going on.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(DeploymentRun run) => Run = run;

    public string StackName => Run.StackName;

    public string ProjectName => Run.ProjectName;

    /// <exception cref="InvalidOperationException">The deployment was not told.</exception>
    public string RootDirectory => Run.RootDirectory ?? throw new InvalidOperationException(
        "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    public string OrganizationName => Run.OrganizationName;

    /// <summary>Whether this is a preview: ids and other values that providers make are then unknown.</summary>
    public bool IsDryRun => Run.IsDryRun;

    internal DeploymentRun Run { get; }

    /// <summary>
    /// Calls a provider's function. The result is unknown while the arguments are, and depends on what they depend on.
    /// </summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => new(Run.InvokeAsync<T>(token, args, options, waitForInputs: true));

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => Invoke<T>(token, args, (InvokeOptions)options);

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(values => values.Values.First());

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => InvokeSingle<T>(token, args, (InvokeOptions)options);

    /// <summary>Calls a provider's function now, with what is known of its arguments.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => (await Run.InvokeAsync<T>(token, args, options, waitForInputs: false).ConfigureAwait(false)).Value;

    /// <inheritdoc cref="InvokeAsync{T}(string, InvokeArgs, InvokeOptions?)"/>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null)
        => InvokeAsync<object>(token, args, options);

    /// <inheritdoc cref="InvokeAsync{T}(string, InvokeArgs, InvokeOptions?)"/>
    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
    {
        var values = await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false);
        return values.Values.First();
    }
}
