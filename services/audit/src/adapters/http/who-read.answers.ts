import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ReaderAnswer {
  @ApiProperty({ example: 'officer' }) role!: string;
  @ApiProperty({ type: String, nullable: true, example: 'H56.T7' }) organisation!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
}

class ToldReadAnswer {
  @ApiProperty({ example: 'tax' }) service!: string;
  @ApiProperty({ description: 'Log index in that service\'s log' }) index!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'DossierRead' }) type!: string;
  @ApiProperty({ type: String, nullable: true, example: 'GET /dossiers/:code' }) what!: string | null;
  @ApiPropertyOptional() file?: string;
  @ApiProperty({ type: String, nullable: true }) purpose!: string | null;
  @ApiProperty({ description: 'Entered by the reader; otherwise the usual one of the role' }) purposeStated!: boolean;
  @ApiProperty({ type: ReaderAnswer }) reader!: ReaderAnswer;
  @ApiProperty({ description: 'The holder may not know of it yet' }) withheld!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) withheldUntil!: string | null;
  @ApiProperty({ type: String, nullable: true }) ground!: string | null;
}

class CountedReadsAnswer {
  @ApiProperty({ example: 'lienthong.example/tax' }) origin!: string;
  @ApiProperty({ description: 'Entries of reads of this dossier in the verified log' }) logged!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'How many of them the service told of; null where it did not answer' }) answered!: number | null;
}

class ReadCountsAnswer {
  @ApiProperty() logged!: number;
  @ApiProperty() shown!: number;
  @ApiProperty() withheld!: number;
  @ApiProperty({ type: [CountedReadsAnswer] }) services!: CountedReadsAnswer[];
}

export class WhoReadAnswer {
  @ApiProperty({ type: [ToldReadAnswer] }) items!: ToldReadAnswer[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: ReadCountsAnswer }) counts!: ReadCountsAnswer;
  @ApiProperty({ description: 'Every read that the logs count was told of' }) complete!: boolean;
}
