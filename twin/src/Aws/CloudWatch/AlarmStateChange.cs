namespace Twin.Aws.CloudWatch;

/// <summary>A change of an alarm's state.</summary>
/// <param name="Alarm">The alarm.</param>
/// <param name="Old">The evaluation before the change.</param>
/// <param name="New">The evaluation after it.</param>
/// <param name="Time">The time of the evaluation.</param>
internal sealed record AlarmStateChange(
    AlarmDeclaration Alarm, AlarmEvaluation Old, AlarmEvaluation New, DateTimeOffset Time);
