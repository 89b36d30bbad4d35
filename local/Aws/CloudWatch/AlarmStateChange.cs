namespace Local.Aws.CloudWatch;

/// <summary>An alarm has changed its state.</summary>
/// <param name="Alarm">Which one.</param>
/// <param name="Old">What it was before.</param>
/// <param name="New">What it is now.</param>
/// <param name="Time">When it was evaluated.</param>
internal sealed record AlarmStateChange(
    AlarmDeclaration Alarm, AlarmEvaluation Old, AlarmEvaluation New, DateTimeOffset Time);
