namespace Infra.Monitoring.Metrics;

/// <summary>A CloudWatch metric: one series of values.</summary>
/// <param name="Namespace">The namespace, for example <c>AWS/Lambda</c>.</param>
/// <param name="Name">The name, for example <c>Errors</c>.</param>
/// <param name="Dimensions">All dimensions of the metric: with one left out, it is another metric.</param>
internal sealed record Metric(string Namespace, string Name, ImmutableArray<Dimension> Dimensions)
{
    /// <summary>True for the same series. The value of a dimension is not known before the deployment: two values are
    /// equal if they are the same output of the same resource.</summary>
    public bool Equals(Metric? other) => other is not null
        && Namespace == other.Namespace
        && Name == other.Name
        && Dimensions.SequenceEqual(other.Dimensions);

    public override int GetHashCode() => HashCode.Combine(Namespace, Name);
}

/// <summary>A dimension of a <see cref="Metric"/>.</summary>
/// <param name="Name">The name, for example <c>FunctionName</c>.</param>
/// <param name="Value">The value, for example the function's name.</param>
internal sealed record Dimension(string Name, Output<string> Value);
