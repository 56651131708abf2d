import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { AbsencesService } from './absences.service.js';
import { AbsenceQuery, Absence, Absences, NewAbsence } from './dto/chat-group.dto.js';

/** Who is away, and who stands in. */
@ApiTags('chat-groups')
@Controller('absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  /** One's own, those one stands in for, and those of one's office's people. */
  @Get()
  @SignedIn()
  @Answers(Absences)
  list(@CurrentActor() actor: Actor, @Query() { all }: AbsenceQuery): Promise<Absences> {
    return this.absences.list(actor, all === 'true');
  }

  @Post()
  @HttpCode(200)
  @SignedIn()
  @Answers(Absence)
  add(@CurrentActor() actor: Actor, @Body() absence: NewAbsence): Promise<Absence> {
    return this.absences.add(actor, absence);
  }

  /** Back earlier, or never away. */
  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.absences.cancel(actor, id);
  }
}
